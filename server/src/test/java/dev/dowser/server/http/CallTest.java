package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class CallTest {
  private static final TestGateway gateway = TestGateway.start();

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2031-01-01, 2025-11-25"
  })
  void initializeAnswersTheRevisionAskedForOrTheNewest(String asked, String answered) {
    var params = "{\"protocolVersion\":\"" + asked + "\",\"capabilities\":{}}";
    var response = gateway.send(gateway.post("", TestGateway.call(1, "initialize", params)));

    assertThat(response.headers().firstValue("Mcp-Session-Id").orElseThrow())
        .matches("[\\x21-\\x7E]+");
    assertThat(TestGateway.json(response).path("result"))
        .isEqualTo(
            Json.parse(
                """
                {"protocolVersion": "%s",
                 "capabilities": {"tools": {"listChanged": false}, "logging": {}},
                 "serverInfo": {"name": "engineering", "version": "1.2.3"},
                 "instructions": "Find, then call."}
                """
                    .formatted(answered)));
  }

  @Test
  void toolsAndListings_knowTheSessionOfTheirCaller() {
    var session = gateway.initialize();
    var called = gateway.send(gateway.post(session, TestGateway.tool(1, "session")));
    var listed = gateway.send(gateway.post(session, TestGateway.call(2, "tools/list", "{}")));

    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(TestGateway.json(called).path("result").path("session").asString(""))
        .isEqualTo(session);
    assertThat(gateway.surface.listings).containsExactly(session);
  }

  @Test
  void toolsAreListedInTheSurfacesOrder() {
    var response = gateway.send(inSession(TestGateway.call(1, "tools/list", "{}")));

    assertThat(TestGateway.json(response).path("result").path("tools"))
        .isEqualTo(Json.parse("[{\"name\":\"echo\"},{\"name\":\"hang\"}]"));
  }

  @Test
  void answerIsTheOnlyMessage_isJson() {
    var arguments = "{\"deep\":{\"number\":1.10,\"big\":12345678901234567890}}";
    var params = "{\"name\":\"echo\",\"arguments\":" + arguments + "}";
    var response = gateway.send(inSession(TestGateway.call(1, "tools/call", params)));

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + arguments + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\"", "9007199254740993", "\"\""})
  void idsKeepTheirType(String id) {
    var body = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    var response = gateway.send(inSession(body));

    assertThat(response.body()).contains("\"id\":" + id + ",");
  }

  @Test
  void notificationComesFirst_answerIsAnEventStream() {
    var params = "{\"name\":\"progress\",\"_meta\":{\"progressToken\":\"t\"}}";
    var response = gateway.send(inSession(TestGateway.call(7, "tools/call", params)));

    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(TestGateway.events(response.body()))
        .containsExactly(
            Json.parse(
                """
                {"jsonrpc": "2.0", "method": "notifications/progress",
                 "params": {"progress": 1, "progressToken": "t"}}
                """),
            Json.parse("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"done\":true}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*", "application/*;q=0.5"})
  void clientTakesJsonAlone_notificationsAreDropped(String accept) {
    var request = inSession(TestGateway.tool(1, "progress")).setHeader("Accept", accept);
    var response = gateway.send(request);

    assertThat(TestGateway.json(response).path("result").path("done").booleanValue()).isTrue();
  }

  @Test
  void clientTakesStreamsAlone_answerIsAnEvent() {
    var request = inSession(TestGateway.tool(1, "echo")).setHeader("Accept", "text/event-stream");
    var response = gateway.send(request);

    assertThat(TestGateway.events(response.body()))
        .containsExactly(Json.parse("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
  }

  @Test
  void logLevelIsSet_lessSevereMessagesAreDropped() {
    var session = gateway.initialize();
    var level = TestGateway.call(1, "logging/setLevel", "{\"level\":\"warning\"}");
    assertThat(TestGateway.json(gateway.send(gateway.post(session, level))).path("result"))
        .isEqualTo(Json.object());

    var response = gateway.send(gateway.post(session, TestGateway.tool(2, "log")));

    assertThat(TestGateway.events(response.body()))
        .extracting(event -> event.path("params").path("data").asString(""))
        .containsExactly("high", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unavailable | Backend files is down. The call did not reach the server.",
        "lost | Backend files went away. The call may have taken effect; check before you repeat it.",
        "late | No answer within 30 s. The call may still take effect; check before you repeat it."
      })
  void callDidNotEndWell_isAToolError(String tool, String text) {
    var result =
        TestGateway.json(gateway.send(inSession(TestGateway.tool(1, tool)))).path("result");

    assertThat(result.path("isError").booleanValue()).isTrue();
    assertThat(result.path("content").path(0).path("text").asString()).isEqualTo(text);
  }

  @Test
  void backendRefuses_itsErrorComesThrough() {
    var response = gateway.send(inSession(TestGateway.tool(1, "refused")));

    assertThat(TestGateway.json(response).path("error"))
        .isEqualTo(Json.parse("{\"code\":-32042,\"message\":\"log in\",\"data\":{}}"));
  }

  @Test
  void surfaceBreaks_nothingFromInsideIsTold() {
    var response = gateway.send(inSession(TestGateway.tool(1, "broken")));

    assertThat(TestGateway.json(response).path("error"))
        .isEqualTo(Json.parse("{\"code\":-32603,\"message\":\"internal error\"}"));
  }

  @Test
  void idIsUsedAgainAfterTheAnswer_isFine() {
    var session = gateway.initialize();

    for (var round = 0; round < 50; round++) {
      var response = gateway.send(gateway.post(session, TestGateway.tool(1, "echo")));
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void manyAtOnce_eachIsAnswered() {
    var session = gateway.initialize();

    var answers =
        IntStream.range(0, 2_000)
            .mapToObj(id -> gateway.sendAsync(gateway.post(session, numbered(id))))
            .toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();

    assertThat(answers)
        .map(answer -> TestGateway.json(answer.join()))
        .isEqualTo(IntStream.range(0, 2_000).mapToObj(CallTest::expected).toList());
  }

  @Test
  void manyStreamsAtOnce_eachGetsItsOwnProgressThenItsAnswer() {
    var session = gateway.initialize();

    var answers =
        IntStream.range(0, 500)
            .mapToObj(id -> gateway.sendAsync(gateway.post(session, withProgress(id))))
            .toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();

    assertThat(answers)
        .map(answer -> TestGateway.events(answer.join().body()))
        .map(events -> events.stream().map(CallTest::tokenOrId).toList())
        .isEqualTo(IntStream.range(0, 500).mapToObj(id -> List.of("t" + id, "" + id)).toList());
  }

  private static String withProgress(int id) {
    var params = "{\"name\":\"progress\",\"_meta\":{\"progressToken\":\"t%d\"}}".formatted(id);
    return TestGateway.call(id, "tools/call", params);
  }

  private static String tokenOrId(JsonNode event) {
    return event.has("id")
        ? event.path("id").toString()
        : event.path("params").path("progressToken").asString();
  }

  private static String numbered(int id) {
    return TestGateway.call(
        id, "tools/call", "{\"name\":\"echo\",\"arguments\":{\"n\":%d}}".formatted(id));
  }

  private static JsonNode expected(int id) {
    return Json.parse("{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"n\":%d}}".formatted(id, id));
  }

  private static HttpRequest.Builder inSession(String body) {
    return gateway.post(gateway.initialize(), body);
  }
}
