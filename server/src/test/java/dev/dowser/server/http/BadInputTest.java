package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BadInputTest {
  private static final TestGateway gateway = TestGateway.start();
  private static final String PING = TestGateway.call(1, "ping", "{}");

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1e99999999999}",
        "{\"a\":1}}",
        "nonsense",
        "{\"jsonrpc\":\"2.0\",}"
      })
  void bodyIsNotJson_is32700With400(String body) {
    var response = gateway.send(gateway.post(gateway.initialize(), body));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(400, -32700));
  }

  @Test
  void bodyIsDeeplyNested_is32700With400() {
    var response = gateway.send(gateway.post(gateway.initialize(), "[".repeat(50_000)));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(400, -32700));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
        "1",
        "{}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}"
      })
  void bodyIsNoMessage_is32600With400(String body) {
    var response = gateway.send(gateway.post(gateway.initialize(), body));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(400, -32600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server/discover",
        "prompts/delete",
        "resources/write",
        "completion/completed",
        "x"
      })
  void methodIsUnknown_is32601(String method) {
    var response =
        gateway.send(gateway.post(gateway.initialize(), TestGateway.call(1, method, "{}")));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(200, -32601));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools/list | {\"cursor\":\"x\"} | cursor",
        "tools/call | {} | name",
        "logging/setLevel | {\"level\":\"loud\"} | level",
        "initialize | {} | protocolVersion",
        "initialize | {\"protocolVersion\":3} | protocolVersion"
      })
  void parametersAreBad_is32602AndSaysWhich(String method, String params, String named) {
    var response =
        gateway.send(gateway.post(gateway.initialize(), TestGateway.call(1, method, params)));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(200, -32602));
    assertThat(TestGateway.json(response).path("error").path("message").asString())
        .contains("params." + named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "tools/call", "nonsense"})
  void requestComesBeforeInitialize_is400(String method) {
    var response = gateway.send(gateway.post("", TestGateway.call(1, method, "{}")));

    assertThat(TestGateway.error(response)).isEqualTo(TestGateway.error(400, -32600));
    assertThat(response.body()).contains("initialize");
  }

  @Test
  void pingComesBeforeInitialize_isAnswered() {
    assertThat(gateway.send(gateway.post("", PING)).body())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2026-07-28", "", "x"})
  void versionHeaderIsUnknown_is400(String version) {
    var request = gateway.post(gateway.initialize(), PING).header("MCP-Protocol-Version", version);

    assertThat(TestGateway.error(gateway.send(request))).isEqualTo(TestGateway.error(400, -32600));
  }

  @Test
  void versionHeaderIsUnknown_streamAndDeleteAre400Too() {
    var session = gateway.initialize();
    var stream = stream(session).header("MCP-Protocol-Version", "2031-01-01");
    var delete = delete(session).header("MCP-Protocol-Version", "2031-01-01");

    assertThat(gateway.send(stream).statusCode()).isEqualTo(400);
    assertThat(gateway.send(delete).statusCode()).isEqualTo(400);
    assertThat(gateway.send(gateway.post(session, PING)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
  void versionHeaderIsKnown_isFine(String version) {
    var request = gateway.post(gateway.initialize(), PING).header("MCP-Protocol-Version", version);

    assertThat(gateway.send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"error\":{\"code\":1,\"message\":\"no\"}}"
      })
  void notificationsAndResponses_are202WithoutBody(String body) {
    var response = gateway.send(gateway.post(gateway.initialize(), body));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "''"})
  void contentTypeIsNotJson_is415(String type) {
    var request = gateway.post("", PING).setHeader("Content-Type", type);

    assertThat(gateway.send(request).statusCode()).isEqualTo(415);
  }

  @Test
  void contentTypeHasACharset_isFine() {
    var request =
        gateway.post("", PING).setHeader("Content-Type", "Application/JSON; charset=utf-8");

    assertThat(gateway.send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "image/png, text/plain",
        "application/json;q=0",
        "application/json; q=0.000, text/event-stream;Q=0"
      })
  void acceptNamesNothingWeHave_is406(String accept) {
    var request = gateway.post("", PING).setHeader("Accept", accept);

    assertThat(gateway.send(request).statusCode()).isEqualTo(406);
  }

  @Test
  void getAcceptsNoStream_is406() {
    var request =
        gateway
            .request("/mcp")
            .header("Accept", "application/json")
            .header("Mcp-Session-Id", gateway.initialize());

    assertThat(gateway.send(request).statusCode()).isEqualTo(406);
  }

  @Test
  void bodyIsOverTheLimit_is413InShortJson() {
    var response = gateway.send(gateway.post("", " ".repeat(TestGateway.MAX_BODY + 1)));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(TestGateway.json(response).path("error").asString()).contains("maxRequestBytes");
  }

  @Test
  void headersAreTooLong_theErrorDoesNotBlameTheBodyAlone() throws IOException {
    var request = "GET /ping HTTP/1.1\nHost: localhost\nX: " + "a".repeat(20_000) + "\n\n";
    try (var raw = RawRequest.send(gateway.port(), request)) {
      assertThat(raw.status()).isEqualTo(413);
      assertThat(raw.rest()).contains("the headers are longer");
    }
  }

  @Test
  void bodyIsJustUnderTheLimit_isFine() {
    var body = PING + " ".repeat(TestGateway.MAX_BODY - PING.length());

    assertThat(gateway.send(gateway.post("", body)).statusCode()).isEqualTo(200);
  }

  @Test
  void bodyOfUnknownLengthIsOverTheLimit_is413() {
    var bytes = new byte[TestGateway.MAX_BODY * 2];
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));

    assertThat(gateway.send(gateway.post("", "").POST(body)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({"PUT, /mcp", "PATCH, /mcp", "HEAD, /mcp", "POST, /status", "GET, /admin/reindex"})
  void methodIsWrong_is405(String method, String path) {
    var request =
        gateway
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody());

    assertThat(gateway.send(request).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({"GET, /nothing", "POST, /nothing", "GET, /", "GET, /mcp/x", "GET, /sse"})
  void pathIsUnknown_is404InShortJson(String method, String path) {
    var request =
        gateway
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody());
    var response = gateway.send(request);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"error\":\"no such path\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forged", "AQMAAAAAAGkgQxoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void sessionIsForged_is404(String session) {
    assertThat(gateway.send(gateway.post(session, PING)).statusCode()).isEqualTo(404);
    assertThat(gateway.send(stream(session)).statusCode()).isEqualTo(404);
    assertThat(gateway.send(delete(session)).statusCode()).isEqualTo(404);
  }

  @Test
  void sessionIsEnded_isUnknownFromThenOn() {
    var session = gateway.initialize();

    assertThat(gateway.send(delete(session)).statusCode()).isEqualTo(204);

    assertThat(gateway.send(gateway.post(session, PING)).statusCode()).isEqualTo(404);
    assertThat(gateway.send(stream(session)).statusCode()).isEqualTo(404);
    assertThat(gateway.send(delete(session)).statusCode()).isEqualTo(404);
  }

  @Test
  void sessionHeaderIsMissing_streamAndDeleteAre400() {
    var stream = gateway.request("/mcp").header("Accept", "text/event-stream");

    assertThat(gateway.send(stream).statusCode()).isEqualTo(400);
    assertThat(gateway.send(gateway.request("/mcp").DELETE()).statusCode()).isEqualTo(400);
  }

  private static HttpRequest.Builder stream(String session) {
    return gateway
        .request("/mcp")
        .header("Accept", "text/event-stream")
        .header("Mcp-Session-Id", session);
  }

  private static HttpRequest.Builder delete(String session) {
    return gateway.request("/mcp").header("Mcp-Session-Id", session).DELETE();
  }
}
