package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ProbingConnectorTest {
  private static final BackendId FAKE = new BackendId("fake");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient client =
      new HttpClients(new EnvironmentProxies(Map.of())).trusting(List.of());
  private final HostileSseServer sse = new HostileSseServer();
  private final HostileHttpServer streamable = new HostileHttpServer(false);
  private final RecordingListener listener = new RecordingListener();

  @AfterEach
  void stop() {
    sse.close();
    streamable.close();
    client.shutdownNow();
  }

  private ProbingConnector probing(URI uri) {
    var spec = new HttpSpec(uri, Map.of(), HostileScript.MEGABYTE);
    return new ProbingConnector(
        new HttpConnector(FAKE, spec, client), new SseConnector(FAKE, spec, client));
  }

  private GatewayException refused(Connector connector) {
    return catchThrowableOfType(
        GatewayException.class, () -> connector.connect(LIMIT, listener).close());
  }

  private void connectAndCall(ProbingConnector connector) {
    try (var connection = connector.connect(LIMIT, listener)) {
      assertThat(ConnectionContract.text(ConnectionContract.call(connection, "echo"))).isNotEmpty();
    }
  }

  private long posts() {
    return sse.seen().stream().filter(seen -> seen.startsWith("POST /sse")).count();
  }

  @Test
  void nothingTriedYet_transportIsOpen() {
    assertThat(probing(streamable.uri()).transport()).isEqualTo("http");
  }

  @Test
  void backendSpeaksStreamableHttp_isFound() {
    var connector = probing(streamable.uri());

    connectAndCall(connector);

    assertThat(connector.transport()).isEqualTo("streamable-http");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 406, 415, 422})
  void backendSpeaksSseOnly_isFoundByTheStatus(int status) {
    sse.answerWrongMethod(status);
    var connector = probing(sse.uri());

    connectAndCall(connector);

    assertThat(connector.transport()).isEqualTo("sse");
  }

  @Test
  void whatWasFound_isRememberedWhileItWorks() {
    var connector = probing(sse.uri());
    connectAndCall(connector);
    connectAndCall(connector);
    assertThat(posts()).isEqualTo(1);

    sse.answerGet(503, "text/plain");
    assertThat(refused(connector)).isNotNull();
    sse.answerGet(200, "text/event-stream");
    connectAndCall(connector);

    assertThat(posts()).isEqualTo(2);
    assertThat(connector.transport()).isEqualTo("sse");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void statusThatSpeaksOfSomethingElse_isNoReasonToTryTheOther(int status) {
    sse.answerWrongMethod(status);

    assertThat(refused(probing(sse.uri()))).isNotNull();
    assertThat(sse.seen()).noneMatch(seen -> seen.startsWith("GET"));
  }

  @Test
  void refusalInJsonRpc_isStreamableHttp() {
    streamable.refuse(
        400,
        "application/json",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"no\"}}");

    assertThat(refused(probing(streamable.uri()))).hasMessageNotContaining("SSE");
    assertThat(streamable.seen()).noneMatch(seen -> seen.startsWith("GET"));
  }

  @Test
  void neitherTransport_bothReasonsAreNamed() {
    sse.answerGet(404, "text/plain");
    var connector = probing(sse.uri());

    var refusal = refused(connector);

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
    assertThat(refusal)
        .hasMessageContaining("streamable HTTP (the backend answered 405)")
        .hasMessageContaining("SSE (the backend answered 404");
    assertThat(connector.transport()).isEqualTo("http");
  }

  @Test
  void backendThatAcceptsAndCloses_isUnreachableAtOnce() throws IOException {
    try (var rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> closeAll(rude));
      var uri = URI.create("http://127.0.0.1:" + rude.getLocalPort() + "/mcp");

      assertThat(refused(probing(uri)).code()).isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
      assertThat(refused(new SseConnector(FAKE, new HttpSpec(uri, Map.of(), 1024), client)).code())
          .isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
    }
  }

  private static void closeAll(ServerSocket rude) {
    try {
      while (!rude.isClosed()) {
        rude.accept().close();
      }
    } catch (IOException _) {
      // the test has ended
    }
  }
}
