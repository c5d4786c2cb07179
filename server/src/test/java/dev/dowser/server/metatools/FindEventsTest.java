package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.PassThroughSurface;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.telemetry.ToolEvents;
import dev.dowser.server.text.TokenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What the surface tells those who count. */
final class FindEventsTest {
  private final Heard heard = new Heard();
  private final FakeVirtualServer server = Surfaces.twoServers();
  private final FindModeSurface surface = new FindModeSurface(server, FindSettings.DEFAULT, heard);

  private static final class Heard implements ToolEvents {
    private final List<List<String>> shown = new ArrayList<>();
    private final List<Integer> tokens = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    @Override
    public void listed(Caller caller) {}

    @Override
    public void answered(Caller caller, List<List<String>> names, int size) {
      shown.add(names.stream().flatMap(List::stream).toList());
      tokens.add(size);
    }

    @Override
    public void rejected(Rejection why, int size) {
      rejections.add(why);
      tokens.add(size);
    }
  }

  private String call(String name, String arguments) {
    var params = Json.object().put("name", name).set("arguments", Json.parse(arguments));
    var outcome = surface.call(params, Caller.NONE);
    return Surfaces.text(((Answered) outcome).result());
  }

  @Test
  void answer_isToldWithItsToolsAndTokens() {
    var text = call("find_tool", "{\"query\":\"create an issue\"}");

    assertThat(heard.shown.getFirst()).first().isEqualTo("github_create_issue");
    assertThat(heard.tokens).containsExactly(TokenCount.exact(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"query\":\"issue issues\",\"max_tokens\":60}",
        "{\"query\":\"issue issues\",\"max_tokens\":200,\"structured\":true}",
        "{\"query\":\"issue issues\",\"detail\":\"name\"}",
        "{\"query\":\"issue issues\",\"detail\":\"schema\",\"limit\":1}",
        "{\"queries\":[\"list issues\",\"read a file\",\"zzz\"]}",
        "{\"queries\":[\"list issues\",\"read a file\"],\"max_tokens\":50}"
      })
  void toolsThatDidNotFit_areNotToldAsShown(String arguments) {
    var params = Json.object().put("name", "find_tool").set("arguments", Json.parse(arguments));
    var outcome = surface.call(params, Caller.NONE);
    var result = Json.text(((Answered) outcome).result());

    assertThat(heard.tokens)
        .containsExactly(ToolResult.tokens((ObjectNode) ((Answered) outcome).result()));
    for (var tool : server.catalog().exposed().keySet()) {
      assertThat(heard.shown.getFirst().contains(tool)).as(tool).isEqualTo(result.contains(tool));
    }
  }

  @Test
  void copiesThatAreNamed_areToldAsShownOnceWithTheirHit() {
    var tools = List.copyOf(server.catalog().exposed().values());
    var hit = new Hit(tools.getFirst(), 0, 1, new Hit.Reason(0, 0), tools.subList(1, 3));
    server.fixed = Optional.of(new RankedTools(List.of(hit), 0, RankedTools.Mode.HYBRID));

    var _ = call("find_tool", "{\"query\":\"whatever\"}");

    assertThat(heard.shown.getFirst())
        .containsExactlyElementsOf(tools.subList(0, 3).stream().map(ExposedTool::name).toList());
  }

  @Test
  void nothingIsFound_noToolIsToldAsShown() {
    var _ = call("find_tool", "{\"query\":\"\"}");
    var _ = call("find_tool", "{\"query\":\"zzz\"}");

    assertThat(heard.shown).containsExactly(List.of(), List.of());
    assertThat(heard.tokens).allMatch(size -> size > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | REQUEST",
        "{\"name\":\"nobody_knows_it\"} | UNKNOWN_TOOL",
        "{\"name\":\"github_create_issue\",\"arguments\":{}} | ARGUMENTS"
      })
  void callThatReachesNoBackend_isToldWithItsReason(String arguments, ToolEvents.Rejection why) {
    var text = call("call_tool", arguments);

    assertThat(heard.rejections).containsExactly(why);
    assertThat(heard.tokens).containsExactly(TokenCount.exact(text));
    assertThat(server.calls).isEmpty();
  }

  @Test
  void listings_areMeasuredByWhatTheyList() {
    var sizes = new ListingTokens(server, surface);

    assertThat(sizes.shown()).isEqualTo(tokens(surface.definitions()));
    assertThat(sizes.whole()).isEqualTo(tokens(new PassThroughSurface(server).definitions()));
    assertThat(new ListingTokens(server, new PassThroughSurface(server)).shown())
        .isEqualTo(sizes.whole());
  }

  @Test
  void catalogChanges_sizesFollow() {
    var sizes = new ListingTokens(server, surface);
    long before = sizes.whole();
    server.tool("files", "write_file", "Writes a file.", "{\"type\":\"object\"}");

    assertThat(sizes.whole()).isGreaterThan(before);
  }

  private static long tokens(List<ObjectNode> definitions) {
    return definitions.stream().mapToLong(one -> TokenCount.exact(Json.text(one))).sum();
  }
}
