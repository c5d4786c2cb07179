package dev.dowser.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import dev.dowser.server.telemetry.ToolEvents.Rejection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class TelemetryTest {
  private static final ExposedTool READ = tool("read");
  private static final ExposedTool WRITE = tool("write");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Sizes sizes = new Sizes();
  private final ScriptedServer server = new ScriptedServer();
  private final ServerTelemetry telemetry = telemetry("main", true);
  private final MeteredServer metered = new MeteredServer(server, telemetry, server.ticker::get);

  private ServerTelemetry telemetry(String name, boolean finds) {
    var ranks = new FoundRanks(() -> Instant.EPOCH);
    return new ServerTelemetry(
        new ServerMeters(registry, name), ranks, finds, sizes, background::add);
  }

  private static ExposedTool tool(String name) {
    var id = new ToolId(new BackendId("files"), name);
    return new ExposedTool(
        "files_" + name, new Tool(id, "", "Does it", List.of(), false, "{}"), false);
  }

  /** A caller of a session. */
  private record InSession(String name) implements Caller {
    @Override
    public Optional<String> session() {
      return Optional.of(name);
    }

    @Override
    public void notify(String method, ObjectNode params) {}

    @Override
    public void onCancel(Consumer<String> action) {}
  }

  private static final Caller ANNA = new InSession("anna");

  private static final class Sizes implements ListingSizes {
    private boolean broken;

    @Override
    public long shown() {
      return 360;
    }

    @Override
    public long whole() {
      if (broken) {
        throw new IllegalStateException("no definitions");
      }
      return 12_000;
    }
  }

  private void runBackground() {
    for (var task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  private List<Sample> samples() {
    return Sample.all(registry.scrape());
  }

  private double value(String name, String... labels) {
    var wanted = new HashMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    var found =
        samples().stream()
            .filter(sample -> sample.name().equals(name))
            .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
            .toList();
    assertThat(found).as(name + wanted).hasSize(1);
    return found.getFirst().value();
  }

  private double rank(String rank) {
    return value("dowser_called_rank_total", "rank", rank);
  }

  private void call(ExposedTool tool, Caller caller) {
    var _ = metered.call(tool, Json.object(), Json.object(), caller);
  }

  @Test
  void listing_savesTheCatalogLessWhatWasShown() {
    telemetry.watch(
        server,
        () -> new IndexStatus(7, 3, "s", 4, 1, new EmbedderState.Loading(), Optional.empty()),
        () -> 2);
    telemetry.listed(ANNA);
    telemetry.answered(ANNA, List.of(List.of("files_read")), 140);
    runBackground();

    assertThat(value("dowser_shown_tokens_total", "kind", "definitions")).isEqualTo(360);
    assertThat(value("dowser_shown_tokens_total", "kind", "answers")).isEqualTo(140);
    assertThat(value("dowser_listing_tokens_total")).isEqualTo(12_000);
    assertThat(value("dowser_saved_tokens")).isEqualTo(11_500);
    assertThat(telemetry.shown()).isEqualTo(500);
    assertThat(telemetry.saved()).isEqualTo(11_500);
  }

  @Test
  void correctionsOfCalls_costTokens() {
    telemetry.rejected(Rejection.ARGUMENTS, 200);
    telemetry.rejected(Rejection.UNKNOWN_TOOL, 50);

    assertThat(value("dowser_shown_tokens_total", "kind", "corrections")).isEqualTo(250);
    assertThat(value("dowser_call_rejected_total", "reason", "arguments")).isEqualTo(1);
    assertThat(value("dowser_call_rejected_total", "reason", "unknown_tool")).isEqualTo(1);
    assertThat(value("dowser_call_rejected_total", "reason", "request")).isZero();
    assertThat(telemetry.saved()).isEqualTo(-250);
  }

  @Test
  void sessionListsAgain_itCountsOnce() {
    telemetry.listed(ANNA);
    telemetry.listed(ANNA);
    telemetry.listed(new InSession("bob"));
    telemetry.listed(Caller.NONE);
    telemetry.listed(Caller.NONE);
    runBackground();

    assertThat(value("dowser_listing_tokens_total")).isEqualTo(4 * 12_000);
  }

  @Test
  void listingsThatWait_areCountedTogether() {
    telemetry.listed(ANNA);
    telemetry.listed(new InSession("bob"));

    assertThat(telemetry.shown()).isZero();
    assertThat(background).hasSize(1);

    runBackground();
    telemetry.listed(new InSession("carol"));
    runBackground();

    assertThat(telemetry.shown()).isEqualTo(3 * 360);
  }

  @Test
  void countingFails_laterListingsAreCounted() {
    sizes.broken = true;
    telemetry.listed(ANNA);
    runBackground();
    sizes.broken = false;
    telemetry.listed(new InSession("bob"));
    runBackground();

    assertThat(telemetry.shown()).isEqualTo(360);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 3", "3, 4-8", "7, 4-8", "8, 9+", "20, 9+"})
  void calledTool_countsByItsRank(int before, String label) {
    var shown = new ArrayList<String>();
    for (int i = 0; i < before; i++) {
      shown.add("other_" + i);
    }
    shown.add("files_read");
    telemetry.answered(ANNA, shown.stream().map(List::of).toList(), 100);

    call(READ, ANNA);

    assertThat(rank(label)).isEqualTo(1);
    assertThat(rank("unfound")).isZero();
  }

  @Test
  void calledToolWasNotShown_countsAsUnfound() {
    telemetry.answered(ANNA, List.of(List.of("files_read")), 100);

    call(WRITE, ANNA);
    call(READ, new InSession("bob"));

    assertThat(rank("unfound")).isEqualTo(2);
    assertThat(rank("1")).isZero();
  }

  @Test
  void callerHasNoSession_theRankIsUnknown() {
    telemetry.answered(Caller.NONE, List.of(List.of("files_read")), 100);

    call(READ, Caller.NONE);

    assertThat(rank("unknown")).isEqualTo(1);
  }

  @Test
  void everythingIsListed_thereAreNoRanks() {
    var listing = telemetry("listing", false);

    listing.called(ANNA, READ);

    assertThat(
            samples().stream()
                .filter(sample -> sample.name().equals("dowser_called_rank_total"))
                .mapToDouble(Sample::value))
        .containsOnly(0.0);
  }

  @Test
  void finds_areTimedByWhatTookPart() {
    server.took = Duration.ofMillis(4);
    server.ranked = new RankedTools(List.of(), 0, Mode.HYBRID);
    var _ = metered.find(query());
    server.ranked =
        new RankedTools(
            List.of(), 0, Mode.LEXICAL, List.of(new Hit(READ, 0, 1, new Hit.Reason(0, 0))));
    var _ = metered.find(query());

    assertThat(value("dowser_find_seconds_count", "mode", "hybrid")).isEqualTo(1);
    assertThat(value("dowser_find_seconds_sum", "mode", "hybrid")).isEqualTo(0.004);
    assertThat(value("dowser_find_seconds_bucket", "mode", "hybrid", "le", "0.002")).isZero();
    assertThat(value("dowser_find_seconds_bucket", "mode", "hybrid", "le", "0.005")).isEqualTo(1);
    assertThat(value("dowser_find_seconds_count", "mode", "lexical")).isEqualTo(1);
    assertThat(value("dowser_find_refused_needs_total")).isEqualTo(1);
  }

  private static ToolQuery query() {
    return new ToolQuery(List.of("secret plans of anna"), _ -> true, 5);
  }

  @Test
  void answers_haveASize() {
    telemetry.answered(ANNA, List.of(), 140);
    telemetry.answered(ANNA, List.of(), 650);

    assertThat(value("dowser_find_answer_tokens_sum")).isEqualTo(790);
    assertThat(value("dowser_find_answer_tokens_bucket", "le", "300.0")).isEqualTo(1);
    assertThat(value("dowser_find_answer_tokens_bucket", "le", "700.0")).isEqualTo(2);
  }

  @Test
  void calls_countByOutcome() {
    server.took = Duration.ofMillis(20);
    for (var outcome :
        List.of(
            new CallOutcome.Answered(Json.object()),
            new CallOutcome.Answered(Json.object().put("isError", true)),
            new CallOutcome.Refused(new RpcError(-32000, "no", null)),
            new CallOutcome.Unavailable("down", false),
            new CallOutcome.DeadlinePassed(Duration.ofSeconds(1)),
            new CallOutcome.Cancelled())) {
      server.outcome = outcome;
      call(READ, ANNA);
    }

    for (var label :
        List.of("ok", "tool_error", "refused", "unavailable", "deadline_passed", "cancelled")) {
      assertThat(value("dowser_call_seconds_count", "backend", "files", "outcome", label))
          .as(label)
          .isEqualTo(1);
    }
    assertThat(value("dowser_call_seconds_sum", "outcome", "ok")).isEqualTo(0.02);
  }

  @Test
  void callBreaks_itIsCountedAndSeen() {
    server.broken = true;

    assertThatThrownBy(() -> call(READ, ANNA)).isInstanceOf(IllegalStateException.class);

    assertThat(value("dowser_call_seconds_count", "outcome", "failed")).isEqualTo(1);
  }

  @Test
  void state_isReadWhenScraped() {
    telemetry.watch(
        server,
        () -> new IndexStatus(7, 3, "s", 4, 1, new EmbedderState.Loading(), Optional.empty()),
        () -> 2);

    assertThat(value("dowser_index_tools")).isEqualTo(7);
    assertThat(value("dowser_index_pending_vectors")).isEqualTo(3);
    assertThat(value("dowser_sessions")).isEqualTo(2);
    assertThat(value("dowser_backends", "state", "ready")).isEqualTo(1);
    assertThat(value("dowser_backends", "state", "down")).isZero();
  }

  /** All that can happen, with texts of clients wherever there are any. */
  private void everythingHappens() {
    telemetry.watch(
        server,
        () -> new IndexStatus(7, 3, "s", 4, 1, new EmbedderState.Loading(), Optional.empty()),
        () -> 2);
    telemetry.listed(ANNA);
    var _ = metered.find(query());
    telemetry.answered(ANNA, List.of(List.of("files_read")), 140);
    call(READ, ANNA);
    call(WRITE, Caller.NONE);
    runBackground();
  }

  @Test
  void labels_tellNothingOfClientsAndTools() {
    everythingHappens();

    assertThat(registry.scrape()).doesNotContain("anna").doesNotContain("files_read");
    var keys = new TreeSet<String>();
    samples().forEach(sample -> keys.addAll(sample.labels().keySet()));
    assertThat(keys)
        .containsExactly(
            "backend",
            "kind",
            "le",
            "mode",
            "outcome",
            "rank",
            "reason",
            "state",
            "virtual_server");
    assertThat(samples())
        .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("virtual_server", "main"));
  }

  @Test
  void page_listsExactlyWhatIsScraped() throws IOException {
    everythingHappens();
    var helps = new TreeMap<String, String>();
    var kinds = new TreeMap<String, String>();
    for (var line : registry.scrape().lines().toList()) {
      var parts = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        helps.put(parts[2], parts[3]);
      } else if (line.startsWith("# TYPE ")) {
        kinds.put(parts[2], parts[3]);
      }
    }
    helps.keySet().removeIf(name -> name.endsWith("_max"));
    var rows = new TreeSet<String>();
    helps.forEach((name, help) ->
        rows.add(
            "| `%s` | %s | %s | %s |"
                .formatted(name, kinds.get(name), String.join(", ", labels(name)), help)));

    var page = Files.readString(Path.of("../docs/metrics.md"), StandardCharsets.UTF_8);

    assertThat(new TreeSet<>(page.lines().filter(line -> line.startsWith("| `dowser_")).toList()))
        .isEqualTo(rows);
  }

  private Set<String> labels(String family) {
    var labels = new TreeSet<String>();
    samples().stream()
        .filter(sample -> sample.name().matches(family + "(_bucket|_sum|_count)?"))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    labels.remove("le");
    return labels;
  }
}
