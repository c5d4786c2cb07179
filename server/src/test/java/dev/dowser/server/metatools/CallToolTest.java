package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CallToolTest {
  private final Surfaces surfaces = new Surfaces(Surfaces.twoServers());

  private FakeVirtualServer.Called called() {
    return surfaces.server.calls.getFirst();
  }

  @Test
  void callReachesTheToolWithArgumentsMetaAndCaller() {
    var params =
        (ObjectNode)
            Json.parse(
                """
                {"name":"call_tool","arguments":{"name":"github_create_issue",
                "arguments":{"repo":"a/b","title":"t"}},"_meta":{"progressToken":7,"x":1}}
                """);

    surfaces.surface.call(params, Caller.NONE);

    assertThat(called().tool().name()).isEqualTo("github_create_issue");
    assertThat(Json.text(called().arguments())).isEqualTo("{\"repo\":\"a/b\",\"title\":\"t\"}");
    assertThat(Json.text(called().meta())).isEqualTo("{\"progressToken\":7,\"x\":1}");
    assertThat(called().caller()).isSameAs(Caller.NONE);
  }

  @Test
  void resultComesBackUnchanged() {
    var result = Json.parse("{\"content\":[{\"type\":\"new\"}],\"other\":1.10}");
    surfaces.server.outcome = new CallOutcome.Answered(result);

    assertThat(surfaces.callTool("{\"name\":\"files_read_file\"}")).isSameAs(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'github_create_issue','arguments':{'repo':'r','title':'t'}}",
        "{'tool_name':'github_create_issue','parameters':{'repo':'r','title':'t'}}",
        "{'name':'github_create_issue','args':{'repo':'r','title':'t'}}",
        "{'name':'github_create_issue','arguments':'{\\\"repo\\\":\\\"r\\\",\\\"title\\\":\\\"t\\\"}'}",
        "{'arguments':{'name':'github_create_issue','arguments':{'repo':'r','title':'t'}}}",
        "{'parameters':{'tool_name':'github_create_issue','repo':'r','title':'t'}}",
        "{'name':'github_create_issue','repo':'r','title':'t'}",
        "{'name':'call_tool','arguments':{'name':'github_create_issue','arguments':{'repo':'r','title':'t'}}}",
        "{'name':'create_issue','arguments':{'repo':'r','title':'t'}}",
        "{'name':'github_github_create_issue','arguments':{'repo':'r','title':'t'}}",
        "{'name':'mcp__dowser__github_create_issue','arguments':{'repo':'r','title':'t'}}",
        "{'name':'github/create_issue','arguments':{'repo':'r','title':'t'}}",
        "{'name':'GitHub-Create-Issue','arguments':{'repo':'r','title':'t'}}",
      })
  void unusualForm_isReadAsTheOneThingItCanMean(String call) {
    surfaces.callTool(call.replace('\'', '"'));

    assertThat(called().tool().name()).isEqualTo("github_create_issue");
    assertThat(Json.text(called().arguments())).isEqualTo("{\"repo\":\"r\",\"title\":\"t\"}");
  }

  @Test
  void repairStandsInTheMetaOfTheResult() {
    surfaces.server.outcome =
        new CallOutcome.Answered(Json.parse("{\"content\":[],\"_meta\":{\"own\":1}}"));

    var result = surfaces.callTool("{\"tool_name\":\"read_file\",\"arguments\":{}}");

    assertThat(Json.text(result.path("_meta")))
        .isEqualTo(
            "{\"own\":1,\"dev.dowser/repaired\":[\"name: read from tool_name\",\"name: read_file read as files_read_file\"]}");
  }

  @Test
  void membersBesideArguments_areNotDroppedInSilence() {
    var result =
        surfaces.callTool("{\"name\":\"files_read_file\",\"arguments\":{},\"path\":\"/x\"}");

    assertThat(result.path("_meta").path("dev.dowser/repaired").path(0).asString())
        .isEqualTo("ignored beside arguments: path");
  }

  @Test
  void exactCall_hasNoRepair() {
    assertThat(surfaces.callTool("{\"name\":\"files_read_file\",\"arguments\":{}}").has("_meta"))
        .isFalse();
  }

  @Test
  void ownNameOfTwoTools_isNotGuessed() {
    surfaces.server.tool("gitlab", "create_issue", "Creates an issue.", "{}");

    var result = surfaces.callTool("{\"name\":\"create_issue\"}");

    assertThat(surfaces.server.calls).isEmpty();
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(Surfaces.text(result))
        .startsWith("Unknown tool \"create_issue\".")
        .contains("github_create_issue(repo: string, title: string", "gitlab_create_issue()");
  }

  @Test
  void foreignPrefix_isNotDropped() {
    var result = surfaces.callTool("{\"name\":\"slack_read_file\"}");

    assertThat(surfaces.server.calls).isEmpty();
    assertThat(Surfaces.text(result)).contains("Unknown tool").contains("files_read_file()");
  }

  @Test
  void unknownName_isToolErrorWithThreeNearestSignatures() {
    var result = surfaces.callTool("{\"name\":\"github_create_isue\"}");

    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(Surfaces.text(result).lines())
        .hasSizeLessThanOrEqualTo(4)
        .contains("Unknown tool \"github_create_isue\". Nearest:")
        .anyMatch(line -> line.startsWith("github_create_issue(repo: string"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":5}", "{\"arguments\":{\"a\":1}}", "{\"name\":\"\"}"})
  void nameMissing_isToolError(String call) {
    assertThat(surfaces.callTool(call).path("isError").asBoolean()).isTrue();
    assertThat(surfaces.server.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "[1]", "\"no json\"", "\"[1]\""})
  void argumentsNotAnObject_isToolErrorThatSaysWhatCame(String arguments) {
    var result =
        surfaces.callTool("{\"name\":\"files_read_file\",\"arguments\":" + arguments + "}");

    assertThat(Surfaces.text(result)).startsWith("arguments must be an object, got ");
    assertThat(surfaces.server.calls).isEmpty();
  }

  @Test
  void foundToolCanBeCalledDirectly() {
    surfaces.call("github_create_issue", "{\"repo\":\"r\",\"title\":\"t\"}");

    assertThat(called().tool().name()).isEqualTo("github_create_issue");
  }

  @Test
  void findToolInsideCallTool_finds() {
    var result =
        surfaces.callTool("{\"name\":\"find_tool\",\"arguments\":{\"query\":\"create issue\"}}");

    assertThat(Surfaces.text(result)).startsWith("github_create_issue(");
  }

  @Test
  void directCallOfUnknownTool_isBadParametersWithNearNames() {
    assertThatThrownBy(() -> surfaces.call("github_get_isue", "{}"))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PARAMETERS))
        .hasMessageContaining("Unknown tool")
        .hasMessageContaining("github_get_issue");
  }

  @Test
  void callWithoutName_isBadParameters() {
    assertThatThrownBy(() -> surfaces.surface.call(Json.object(), Caller.NONE))
        .hasMessage("params.name must be a string, got null");
  }

  @ParameterizedTest
  @CsvSource({"true, The tool may have run", "false, The tool did not run"})
  void backendUnavailable_isToolErrorThatSaysWhetherItRan(boolean mayHaveRun, String said) {
    surfaces.server.outcome = new CallOutcome.Unavailable("process exited", mayHaveRun);

    var result = surfaces.callTool("{\"name\":\"read_file\"}");

    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(Surfaces.text(result))
        .contains(
            "files is not available: process exited.",
            said,
            "Read as: name: read_file read as files_read_file");
  }

  @Test
  void deadlinePassed_isToolErrorWithTheTime() {
    surfaces.server.outcome = new CallOutcome.DeadlinePassed(Duration.ofMillis(2500));

    assertThat(Surfaces.text(surfaces.callTool("{\"name\":\"files_read_file\"}")))
        .startsWith("No answer from files within 2.5 s.");
  }

  @Test
  void refusalAndCancellation_comeBackAsTheyAre() {
    var refused = new CallOutcome.Refused(new RpcError(-32001, "no", null));
    var call = "{\"name\":\"files_read_file\"}";

    surfaces.server.outcome = refused;
    assertThat(surfaces.call(MetaTools.CALL, call)).isSameAs(refused);
    surfaces.server.outcome = new CallOutcome.Cancelled();
    assertThat(surfaces.call(MetaTools.CALL, call)).isInstanceOf(CallOutcome.Cancelled.class);
  }
}
