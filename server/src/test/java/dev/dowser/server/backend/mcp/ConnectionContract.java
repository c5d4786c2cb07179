package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every link to a backend does, however hostile the backend; see {@link HostileScript}. */
@Timeout(60)
abstract class ConnectionContract {
  static final Patience PATIENT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
  static final Duration START = Duration.ofSeconds(20);

  final RecordingListener listener = new RecordingListener();
  private final List<Connection> opened = new ArrayList<>();

  /** A connector to a normal fake that takes answers up to so many bytes. */
  abstract Connector connector(int maxBytes);

  Connection connect(Connector connector) {
    var connection = connector.connect(START, listener);
    opened.add(connection);
    return connection;
  }

  Connection connect() {
    return connect(connector(64 * HostileScript.MEGABYTE));
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Connection::close);
  }

  static ObjectNode tool(String name) {
    return Json.object().put("name", name).set("arguments", Json.object());
  }

  static ObjectNode toolWithToken(String name, Object token) {
    var params = tool(name);
    params.set("_meta", Json.parse("{\"keep\":1,\"progressToken\":" + token + "}"));
    return params;
  }

  static CallOutcome call(Connection connection, String name) {
    return connection.call("tools/call", tool(name), PATIENT, Caller.NONE);
  }

  static String text(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Answered.class);
    return ((CallOutcome.Answered) outcome).result().at("/content/0/text").asString();
  }

  static JsonNode result(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Answered.class);
    return ((CallOutcome.Answered) outcome).result();
  }

  @Test
  void greetingIsKept() {
    var connection = connect();

    assertThat(connection.card())
        .isEqualTo(new ServerCard("hostile", "Hostile", "beware", Set.of(Capability.TOOLS)));
    assertThat(connection.protocolVersion()).isEqualTo("2025-06-18");
    assertThat(connection.offers(Capability.TOOLS)).isTrue();
    assertThat(connection.offers(Capability.PROMPTS)).isFalse();
  }

  @Test
  void answersPassUnread() {
    assertThat(result(call(connect(), "unknown_fields")))
        .isEqualTo(Json.parse(HostileScript.UNKNOWN));
  }

  @Test
  void errorsKeepTheirData() {
    assertThat(call(connect(), "error_data"))
        .isEqualTo(
            new CallOutcome.Refused(
                new RpcError(-32099, "no luck", Json.parse("{\"why\":[1,2]}"))));
  }

  @Test
  void answerWithANullError_isAResult() {
    assertThat(result(call(connect(), "null_error"))).isEqualTo(Json.parse("{\"n\":1.50}"));
  }

  @Test
  void batchOfAnswers_isTaken() {
    assertThat(text(call(connect(), "batch"))).isEqualTo("in a batch");
  }

  @Test
  void babble_isSkipped() {
    assertThat(text(call(connect(), "babble"))).isEqualTo("after babble");
  }

  @Test
  void answerThatIsNoResponse_endsItsCall() {
    assertThat(call(connect(), "not_a_response"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isTrue());
  }

  @Test
  void wrongAndSecondAnswers_areDropped() {
    var connection = connect();

    assertThat(text(call(connection, "wrong_ids"))).isEqualTo("yours");
    assertThat(text(call(connection, "again"))).contains("again");
  }

  @Test
  void twentyMegabytesArriveWhole() {
    assertThat(text(call(connect(), "big"))).hasSize(20 * HostileScript.MEGABYTE);
  }

  @Test
  void answerOverTheLimit_endsItsCallOnly() {
    var connection = connect(connector(HostileScript.MEGABYTE));

    assertThat(call(connection, "big"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class,
            end -> {
              assertThat(end.reason()).contains("limit of 1048576");
              assertThat(end.mayHaveRun()).isTrue();
            });
    assertThat(text(call(connection, "next"))).contains("next");
    assertThat(listener.heardOfNoEnd()).isTrue();
  }

  @Test
  void backendSilent_deadlinePasses() {
    var patience = new Patience(Duration.ofMillis(200), Duration.ofSeconds(20));
    var connection = connect();

    var outcome = connection.call("tools/call", tool("hang"), patience, Caller.NONE);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CallOutcome.DeadlinePassed.class,
            end -> assertThat(end.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(200)));
    assertThat(eventually(connection, "no answer in time")).contains("notifications/cancelled");
  }

  @Test
  void progressCarriesTheClientsToken() {
    var caller = new RecordingCaller();

    var outcome = connect().call("tools/call", toolWithToken("progress", "\"7\""), PATIENT, caller);

    assertThat(text(outcome)).isEqualTo("done");
    assertThat(caller.heard())
        .containsExactly(
            "notifications/progress {\"progressToken\":\"7\",\"progress\":1,\"extra\":true}",
            "notifications/progress {\"progressToken\":\"7\",\"progress\":2,\"extra\":true}",
            "notifications/progress {\"progressToken\":\"7\",\"progress\":3,\"extra\":true}");
  }

  @Test
  void ourTokenReplacesTheClientsAndTheRestStays() {
    var echoed =
        text(connect().call("tools/call", toolWithToken("echo", 4711), PATIENT, Caller.NONE));

    assertThat(echoed).contains("\"keep\":1").contains("progressToken").doesNotContain("4711");
  }

  @Test
  void paramsOfTheCallerAreNotTouched() {
    var params = toolWithToken("progress", 4711);
    var before = params.deepCopy();

    var _ = connect().call("tools/call", params, PATIENT, Caller.NONE);

    assertThat(params).isEqualTo(before);
  }

  @Test
  void slowProgress_extendsTheDeadline() {
    var patience = new Patience(Duration.ofMillis(600), Duration.ofSeconds(20));

    var outcome =
        connect().call("tools/call", toolWithToken("slow_progress", 1), patience, Caller.NONE);

    assertThat(text(outcome)).isEqualTo("done");
  }

  @Test
  void slowProgress_extendsTheDeadlineToItsMaximumOnly() {
    var patience = new Patience(Duration.ofMillis(400), Duration.ofMillis(500));

    var outcome =
        connect().call("tools/call", toolWithToken("slow_progress", 1), patience, Caller.NONE);

    assertThat(outcome).isInstanceOf(CallOutcome.DeadlinePassed.class);
  }

  @Test
  void cancel_endsTheCallAndReachesTheBackendWithOurId()
      throws ExecutionException, InterruptedException, TimeoutException {
    var connection = connect();
    var caller = new RecordingCaller();
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    var call = executor.submit(() -> connection.call("tools/call", tool("hang"), PATIENT, caller));

    caller.cancel("changed my mind");

    assertThat(call.get(2, TimeUnit.SECONDS)).isEqualTo(new CallOutcome.Cancelled());
    assertThat(eventually(connection, "changed my mind")).contains("\"requestId\":");
    executor.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools", "prompts", "resources"})
  void changeOfAnyList_reachesTheListener(String list) throws InterruptedException {
    assertThat(text(call(connect(), "list_changed " + list))).isEqualTo("announced");

    assertThat(listener.nextChange()).isEqualTo("lists");
  }

  @Test
  void changedResource_reachesTheListener_andOneWithoutUriIsDropped() throws InterruptedException {
    assertThat(text(call(connect(), "updated"))).isEqualTo("announced");

    assertThat(listener.nextChange()).isEqualTo("updated file:///a");
    assertThat(listener.changes()).isZero();
  }

  @Test
  void requestsOfTheBackend_pingIsAnsweredAndTheRestRefused() {
    var connection = connect();

    assertThat(text(call(connection, "requests"))).isEqualTo("asked");

    assertThat(eventually(connection, "-32601")).isNotEmpty();
    assertThat(eventually(connection, "s1"))
        .contains("{\"jsonrpc\":\"2.0\",\"id\":\"s1\",\"result\":{}}")
        .contains("\"id\":7");
  }

  @Test
  void answersOutOfOrder_reachTheirCallers()
      throws ExecutionException, InterruptedException, TimeoutException {
    var connection = connect();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var held =
          IntStream.range(0, 5)
              .mapToObj(_ -> executor.submit(() -> text(call(connection, "hold"))))
              .toList();
      eventuallyHolds(connection, held);

      for (var each : held) {
        assertThat(each.get(5, TimeUnit.SECONDS)).startsWith("released ");
      }
    }
  }

  private static void eventuallyHolds(Connection connection, List<Future<String>> held)
      throws ExecutionException, InterruptedException, TimeoutException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!held.stream().allMatch(Future::isDone) && System.nanoTime() < end) {
      assertThat(text(call(connection, "release"))).isEqualTo("released");
    }
  }

  @Test
  void manyCallsAtOnce_noneIsLost()
      throws ExecutionException, InterruptedException, TimeoutException {
    var connection = connect();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 200)
              .mapToObj(n -> executor.submit(() -> text(call(connection, "echo" + n))))
              .toList();

      for (var n = 0; n < calls.size(); n++) {
        assertThat(calls.get(n).get(20, TimeUnit.SECONDS)).contains("\"echo" + n + "\"");
      }
    }
  }

  @Test
  void closedConnection_endsPendingCallsAndRefusesNewOnes()
      throws ExecutionException, InterruptedException, TimeoutException {
    var connection = connect();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var pending = executor.submit(() -> call(connection, "hang"));
      assertThat(text(call(connection, "echo"))).isNotEmpty();

      connection.close();

      assertThat(pending.get(3, TimeUnit.SECONDS)).isInstanceOf(CallOutcome.Unavailable.class);
      assertThat(call(connection, "echo"))
          .isInstanceOfSatisfying(
              CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isFalse());
      assertThat(listener.heardOfNoEnd()).isTrue();
    }
  }

  /** What the backend reports to have been told, once that contains the text. */
  static String eventually(Connection connection, String expected) {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    var report = "";
    while (!report.contains(expected) && System.nanoTime() < end) {
      report = text(call(connection, "report"));
    }
    return report;
  }
}
