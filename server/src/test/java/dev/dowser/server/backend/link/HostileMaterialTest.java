package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Material;
import dev.dowser.indexer.catalog.Prompt;
import dev.dowser.indexer.catalog.Resource;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.Counts;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** However bad the lists of prompts and resources are, tools and the other lists are there. */
final class HostileMaterialTest implements BackendListener {
  private static final Capability[] ALL = Capability.values();

  private final ManualBackground time = new ManualBackground();
  private final List<BackendSnapshot> found = new ArrayList<>();
  private final Map<String, Function<ObjectNode, CallOutcome>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Capability[] declared = ALL;
  private final ConnectedBackends backends;

  HostileMaterialTest() {
    var connector =
        ScriptedConnector.http()
            .follow(listener ->
                new ScriptedConnection(listener, (method, params, _) -> answer(method, params))
                    .declaring(declared));
    var plan =
        new BackendPlan(
            new BackendId("odd"), connector, Duration.ofSeconds(30), Duration.ofSeconds(30));
    backends =
        new ConnectedBackends(
            List.of(plan),
            DiscoveryPlan.every(Duration.ofMinutes(5)),
            List.of(this),
            time.surroundings(),
            () -> {});
    answers.put("tools/list", _ -> new CallOutcome.Answered(ScriptedConnector.list("tool")));
    list("prompts/list", "prompts", "{\"name\":\"greet\"}");
    list("resources/list", "resources", "{\"uri\":\"x:a\",\"name\":\"a\"}");
    list("resources/templates/list", "resourceTemplates", "{\"uriTemplate\":\"x:{a}\"}");
  }

  private CallOutcome answer(String method, ObjectNode params) {
    asked.add(method);
    return answers.getOrDefault(method, _ -> new CallOutcome.Answered(params)).apply(params);
  }

  private void list(String method, String member, String... entries) {
    var result = Json.object();
    result.set(member, Json.parse(List.of(entries).toString()));
    answers.put(method, _ -> new CallOutcome.Answered(result));
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {
    found.add(snapshot);
  }

  @Override
  public void lost(BackendId backend) {}

  private BackendStatus discover() {
    backends.start();
    return backends.statuses().getFirst();
  }

  private Material material() {
    return found.getLast().material();
  }

  private List<String> uris() {
    return material().resources().stream().map(Resource::uri).toList();
  }

  @Test
  void everyListIsRead_andCounted() {
    var status = discover();

    assertThat(material().prompts()).extracting(Prompt::name).containsExactly("greet");
    assertThat(uris()).containsExactly("x:a");
    assertThat(material().templates()).hasSize(1);
    assertThat(status.counts()).isEqualTo(new Counts(1, 1, 1, 1));
    assertThat(status.leftOut()).isEmpty();
  }

  @Test
  void whatIsNotDeclared_isNotAskedFor() {
    declared = new Capability[] {Capability.TOOLS, Capability.PROMPTS};

    discover();

    assertThat(asked).containsExactly("tools/list", "prompts/list");
  }

  @Test
  void serverWithResourcesAlone_isReady() {
    declared = new Capability[] {Capability.RESOURCES};

    assertThat(discover().state()).isEqualTo(State.READY);
    assertThat(asked).containsExactly("resources/list", "resources/templates/list");
  }

  @Test
  void methodForTemplatesIsMissing_thereAreNone() {
    answers.put(
        "resources/templates/list",
        _ -> new CallOutcome.Refused(new RpcError(-32601, "Method not found", null)));

    var status = discover();

    assertThat(status.counts()).isEqualTo(new Counts(1, 1, 1, 0));
    assertThat(status.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompts/list", "resources/list", "resources/templates/list"})
  void listThatFails_costsThatListAlone_andIsReported(String method) {
    answers.put(method, _ -> new CallOutcome.Refused(new RpcError(-32000, "no luck", null)));

    var status = discover();

    assertThat(status.state()).isEqualTo(State.READY);
    var counts = status.counts();
    assertThat(counts.tools() + counts.prompts() + counts.resources() + counts.templates())
        .isEqualTo(3);
    assertThat(status.leftOut())
        .containsExactly(new LeftOut(method, method + " was refused with -32000: no luck"));
  }

  @Test
  void listThatFailsLater_keepsWhatWasListedBefore() {
    discover();
    answers.put("resources/list", _ -> new CallOutcome.Answered(Json.object()));
    list("prompts/list", "prompts");

    time.advance(Duration.ofMinutes(10));

    assertThat(uris()).containsExactly("x:a");
    assertThat(material().prompts()).isEmpty();
    assertThat(backends.statuses().getFirst().leftOut())
        .extracting(LeftOut::reason)
        .containsExactly(
            "resources/list must answer with an array 'resources', got missing; what it listed before stays");
  }

  @Test
  void listsThatHang_delayTheToolsByTwentySecondsAtMost() {
    var began = time.instant();
    for (var method : List.of("prompts/list", "resources/list", "resources/templates/list")) {
      answers.put(
          method,
          _ -> {
            time.advance(Duration.ofSeconds(10));
            return new CallOutcome.DeadlinePassed(Duration.ofSeconds(10));
          });
    }

    var status = discover();

    assertThat(status.state()).isEqualTo(State.READY);
    assertThat(Duration.between(began, time.instant())).isEqualTo(Duration.ofSeconds(20));
    assertThat(status.leftOut())
        .extracting(LeftOut::name)
        .containsExactly("prompts/list", "resources/list", "resources/templates/list");
  }

  @Test
  void cursorsThatLoop_keepWhatWasRead() {
    answers.put(
        "resources/list",
        params -> {
          var page = params.path("cursor").asString("0");
          var result = Json.object().put("nextCursor", page.equals("a") ? "b" : "a");
          result.putArray("resources").addObject().put("uri", "x:" + page).put("name", page);
          return new CallOutcome.Answered(result);
        });

    var status = discover();

    assertThat(uris()).containsExactly("x:0", "x:a", "x:b");
    assertThat(status.leftOut())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("a cursor came twice"));
  }

  @Test
  void tenThousandResources_areAllThere() {
    list(
        "resources/list",
        "resources",
        IntStream.range(0, 10_000)
            .mapToObj(i -> "{\"uri\":\"x:%d\",\"name\":\"n\"}".formatted(i))
            .collect(Collectors.joining(",")));

    assertThat(discover().counts().resources()).isEqualTo(10_000);
  }

  @Test
  void entriesThatAreNone_areLeftOutAlone() {
    list(
        "resources/list",
        "resources",
        "{\"name\":\"no uri\"}",
        "7",
        "{\"uri\":\"x:a\",\"name\":\"a\"}",
        "{\"uri\":\"x:a\",\"name\":\"again\"}",
        "{\"uri\":\"x:huge\",\"description\":\"" + "x".repeat(5_000_000) + "\"}");

    var status = discover();

    assertThat(uris()).containsExactly("x:a");
    assertThat(status.leftOut()).hasSize(4);
    assertThat(status.leftOut().getLast().reason()).hasSizeLessThan(200);
    assertThat(found.getLast().tools()).hasSize(1);
  }
}
