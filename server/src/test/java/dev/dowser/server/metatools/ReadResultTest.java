package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.metatools.result.KeptResults;
import dev.dowser.server.metatools.result.ResultLimit;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.telemetry.ToolEvents;
import dev.dowser.server.telemetry.ToolEvents.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Long results as clients of find mode get them. */
class ReadResultTest {
  private static final String LONG = "All work and no play. ".repeat(500);

  private final List<Rejection> rejections = new ArrayList<>();
  private final FakeVirtualServer server = Surfaces.twoServers();
  private final FindModeSurface surface =
      surface(ResultLimit.of(300, new KeptResults()), "github_get_issue");

  private FindModeSurface surface(ResultLimit limit, String... pinned) {
    server.outcome = new Answered(ToolResult.text(LONG));
    var settings = new FindSettings(8, 600, Detail.SIGNATURE, Optional.empty(), 0, List.of(pinned));
    return new FindModeSurface(server, settings, new Rejections(), limit);
  }

  private final class Rejections implements ToolEvents {
    @Override
    public void listed(Caller caller) {}

    @Override
    public void answered(Caller caller, List<List<String>> shown, int tokens) {}

    @Override
    public void rejected(Rejection why, int tokens) {
      rejections.add(why);
    }
  }

  private JsonNode call(String name, String arguments, String meta) {
    var params = Json.object().put("name", name);
    params.set("arguments", Json.parse(arguments.replace('\'', '"')));
    params.set("_meta", Json.parse(meta));
    return ((Answered) surface.call(params, Caller.NONE)).result();
  }

  private JsonNode call(String name, String arguments) {
    return call(name, arguments, "{}");
  }

  private static JsonNode shortened(JsonNode result) {
    return result.path("_meta").path("dev.dowser/shortened");
  }

  private static boolean isWhole(JsonNode result) {
    return Surfaces.text(result).equals(LONG) && result.path("content").size() == 1;
  }

  private String handle() {
    return shortened(call("call_tool", "{'name':'files_read_file'}")).path("handle").asString();
  }

  @Test
  void longResult_isReadOnThroughCallToolAndByName() {
    var handle = handle();
    var arguments = "{'handle':'" + handle + "','offset':5000}";

    var through = call("call_tool", "{'name':'read_result','arguments':" + arguments + "}");

    assertThat(LONG.substring(5_000)).startsWith(Surfaces.text(through));
    assertThat(shortened(through).path("offset").asInt()).isEqualTo(5_000);
    assertThat(call("read_result", arguments)).isEqualTo(through);
    assertThat(server.calls).hasSize(1);
  }

  @Test
  void offsetAsText_andNoOffset_areRead() {
    var handle = handle();

    assertThat(
            shortened(call("read_result", "{'handle':' " + handle + "','offset':'40'}"))
                .path("offset")
                .asInt())
        .isEqualTo(40);
    assertThat(Surfaces.text(call("read_result", "{'handle':'" + handle + "'}")))
        .startsWith("All work");
  }

  @Test
  void unusualFormOfTheCall_isReadAndNoted() {
    var handle = handle();

    var result =
        call("call_tool", "{'tool_name':'read_result','handle':'" + handle + "','offset':0}");

    assertThat(Surfaces.text(result)).startsWith("All work");
    assertThat(result.path("_meta").path("dev.dowser/repaired").path(0).asString())
        .isEqualTo("name: read from tool_name");
    assertThat(shortened(result).path("handle").asString()).isEqualTo(handle);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|handle must be the one in the note of a long result, got nothing",
        "{'handle':7,'offset':0}|handle must be the one in the note of a long result, got number 7",
        "{'handle':'HANDLE','offset':-1}|offset must be a whole number, 0 or more, got number -1",
        "{'handle':'HANDLE','offset':1.5}|offset must be a whole number, 0 or more, got number 1.5",
        "{'handle':'HANDLE','offset':'end'}|offset must be a whole number, 0 or more, got string",
        "{'handle':'HANDLE','offset':[1]}|offset must be a whole number, 0 or more, got an array",
        "{'offset':true}|handle must be the one in the note of a long result, got nothing; offset must be",
        "{'handle':'nope','offset':0}|No result is kept under this handle (any more). Call the tool again.",
        "{'handle':'HANDLE','offset':99999}|offset must be 0..10999, got 99999: the text has 11000 characters.",
      })
  void badArguments_areToldWhatWasExpected(String arguments, String told) {
    var given = arguments.replace("HANDLE", handle());

    var result = call("call_tool", "{'name':'read_result','arguments':" + given + "}");

    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(Surfaces.text(result)).startsWith(told);
    assertThat(rejections).containsExactly(Rejection.REQUEST);
  }

  @Test
  void toolOnTheList_calledByName_isAnsweredWhole() {
    assertThat(isWhole(call("github_get_issue", "{}"))).isTrue();
    assertThat(isWhole(call("github_list_issues", "{}"))).isFalse();
    assertThat(isWhole(call("call_tool", "{'name':'github_get_issue'}"))).isFalse();
  }

  @Test
  void programMayAskForTheWholeResult() {
    var meta = "{\"dev.dowser/whole\":true,\"x\":1}";

    assertThat(isWhole(call("call_tool", "{'name':'files_read_file'}", meta))).isTrue();
    assertThat(isWhole(call("files_read_file", "{}", meta))).isTrue();
    assertThat(server.calls)
        .allSatisfy(called -> assertThat(Json.text(called.meta())).isEqualTo("{\"x\":1}"));
  }

  @Test
  void repairsStandBesideWhatWasShortened() {
    var meta = call("call_tool", "{'name':'read_file'}").path("_meta");

    assertThat(meta.propertyNames())
        .containsExactlyInAnyOrder("dev.dowser/repaired", "dev.dowser/shortened");
  }

  @Test
  void readResultIsNotListed() {
    assertThat(surface.definitions())
        .extracting(definition -> definition.path("name").asString())
        .containsExactly("find_tool", "call_tool", "github_get_issue");
  }

  @Test
  void withoutALimit_thereIsNothingToReadAndResultsAreWhole() {
    var unlimited = surface(ResultLimit.NONE);
    var params = Json.object().put("name", "files_read_file");
    params.putObject("arguments");

    assertThat(isWhole(((Answered) unlimited.call(params, Caller.NONE)).result())).isTrue();
    assertThatThrownBy(() -> unlimited.call(params.put("name", "read_result"), Caller.NONE))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("Unknown tool \"read_result\"");
  }
}
