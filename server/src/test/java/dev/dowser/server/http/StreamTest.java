package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class StreamTest {
  private static final String LIST_CHANGED =
      "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{}}";

  /** Of a chunked body. */
  private static final String LAST_CHUNK = "0";

  private TestGateway gateway = TestGateway.start();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void cancelComesBeforeAnyMessage_replyIs202Empty() throws InterruptedException {
    var session = gateway.initialize();
    var pending = hanging(session, "\"a\"");

    var cancel = gateway.send(gateway.post(session, TestGateway.cancel("\"a\"")));

    assertThat(cancel.statusCode()).isEqualTo(202);
    assertThat(pending.join().statusCode()).isEqualTo(202);
    assertThat(pending.join().body()).isEmpty();
    assertThat(gateway.surface.cancelReasons.poll(10, TimeUnit.SECONDS)).isEqualTo("enough");
  }

  @Test
  void cancelNamesAnIdOfAnotherType_isIgnored() throws InterruptedException {
    var session = gateway.initialize();
    var pending = hanging(session, "1");

    assertThat(gateway.send(gateway.post(session, TestGateway.cancel("\"1\""))).statusCode())
        .isEqualTo(202);
    gateway.surface.release.countDown();

    assertThat(TestGateway.json(pending.join()).path("result").has("late")).isTrue();
    assertThat(gateway.surface.cancelReasons).isEmpty();
  }

  @Test
  void cancelComesFromAnotherSession_isIgnored() throws InterruptedException {
    var pending = hanging(gateway.initialize(), "1");

    assertThat(gateway.send(gateway.post(gateway.initialize(), TestGateway.cancel("1"))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(202);
    gateway.surface.release.countDown();

    assertThat(TestGateway.json(pending.join()).path("result").has("late")).isTrue();
  }

  @Test
  void cancelComesInAStream_streamClosesWithoutAnAnswer() throws InterruptedException {
    restart(new TestGateway.Builder().heartbeat(Duration.ofMillis(50)));
    var session = gateway.initialize();
    var response = gateway.open(gateway.post(session, TestGateway.tool(1, "hang")));
    assertThat(gateway.surface.hangingStarted.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(gateway.send(gateway.post(session, TestGateway.cancel(1))).statusCode())
        .isEqualTo(202);

    var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertThat(lines.lines()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
    assertThat(gateway.surface.cancelReasons.poll(10, TimeUnit.SECONDS)).isEqualTo("enough");
  }

  @Test
  void nothingComesForAnInterval_replyBecomesAStreamWithHeartbeats() throws IOException {
    restart(new TestGateway.Builder().heartbeat(Duration.ofMillis(50)));
    var response = gateway.open(gateway.post(gateway.initialize(), TestGateway.tool(1, "hang")));
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");

    var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).startsWith(":");
    assertThat(lines.readLine()).isEmpty();
    assertThat(lines.readLine()).startsWith(":");
    gateway.surface.release.countDown();

    assertThat(lines.lines().filter(line -> line.startsWith("data: ")))
        .containsExactly("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"late\":true}}");
  }

  @Test
  void clientTakesJsonAlone_waitsInSilenceForItsAnswer() throws InterruptedException {
    restart(new TestGateway.Builder().heartbeat(Duration.ofMillis(50)));
    var request =
        gateway
            .post(gateway.initialize(), TestGateway.tool(1, "hang"))
            .setHeader("Accept", "application/json");
    var pending = gateway.sendAsync(request);
    assertThat(gateway.surface.hangingStarted.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture.runAsync(
            gateway.surface.release::countDown,
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
        .join();

    assertThat(pending.join().headers().firstValue("Content-Type")).contains("application/json");
    assertThat(TestGateway.json(pending.join()).path("result").has("late")).isTrue();
  }

  @Test
  void idIsInFlightAlready_secondIs32600AndFirstGoesOn() throws InterruptedException {
    var session = gateway.initialize();
    var pending = hanging(session, "1");

    var second = gateway.send(gateway.post(session, TestGateway.tool(1, "echo")));
    var otherType = gateway.send(gateway.post(session, TestGateway.tool("1", "echo")));
    var otherSession =
        gateway.send(gateway.post(gateway.initialize(), TestGateway.tool(1, "echo")));
    gateway.surface.release.countDown();

    assertThat(TestGateway.error(second)).isEqualTo(TestGateway.error(400, -32600));
    assertThat(TestGateway.json(otherType).has("result")).isTrue();
    assertThat(TestGateway.json(otherSession).has("result")).isTrue();
    assertThat(TestGateway.json(pending.join()).path("result").has("late")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 10_000})
  void clientLeaves_callGoesOn(long heartbeatMs) throws IOException, InterruptedException {
    restart(new TestGateway.Builder().heartbeat(Duration.ofMillis(heartbeatMs)));
    var session = gateway.initialize();
    var body = TestGateway.tool(1, "hang");
    var request =
        """
        POST /mcp HTTP/1.1
        Host: localhost
        Content-Type: application/json
        Accept: application/json, text/event-stream
        Mcp-Session-Id: %s
        Content-Length: %d

        %s\
        """
            .formatted(session, body.length(), body);
    try (var raw = RawRequest.send(gateway.port(), request)) {
      assertThat(gateway.surface.hangingStarted.await(10, TimeUnit.SECONDS)).isTrue();
      if (heartbeatMs < 1_000) {
        assertThat(raw.status()).isEqualTo(200);
      }
    }
    assertThat(gateway.surface.finished.await(300, TimeUnit.MILLISECONDS)).isFalse();
    gateway.surface.release.countDown();

    assertThat(gateway.surface.finished.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gateway.surface.cancelReasons).isEmpty();
  }

  @Test
  void streamIsOpened_headComesAtOnce() throws IOException {
    restart(new TestGateway.Builder().followsCatalog().heartbeat(Duration.ofSeconds(20)));
    try (var raw = RawRequest.send(gateway.port(), get(gateway.initialize()))) {
      assertThat(raw.status()).isEqualTo(200);
      assertThat(raw.lineThatBegins(":")).isEqualTo(":");
    }
  }

  @Test
  void streamIsOpen_heartbeatsKeepComing() throws IOException {
    restart(new TestGateway.Builder().heartbeat(Duration.ofMillis(50)));
    try (var raw = RawRequest.send(gateway.port(), get(gateway.initialize()))) {
      for (var beat = 0; beat < 4; beat++) {
        assertThat(raw.lineThatBegins(":")).isEqualTo(":");
      }
    }
  }

  @Test
  void clientLeavesItsYoungestStream_theOneBeforeIsTold() throws IOException {
    restart(new TestGateway.Builder().followsCatalog());
    var session = gateway.initialize();
    var versions = new AtomicInteger(1);
    try (var older = RawRequest.send(gateway.port(), get(session));
        var changes = Executors.newSingleThreadScheduledExecutor()) {
      assertThat(older.lineThatBegins(":")).isEqualTo(":");
      try (var younger = RawRequest.send(gateway.port(), get(session))) {
        assertThat(younger.lineThatBegins(":")).isEqualTo(":");
      }
      var _ =
          changes.scheduleAtFixedRate(
              () -> {
                var version = versions.incrementAndGet();
                gateway.server.change(FixedServer.catalog(version, "tool" + version));
              },
              0,
              300,
              TimeUnit.MILLISECONDS);

      assertThat(older.lineThatBegins("data: ")).isEqualTo(LIST_CHANGED);
      changes.shutdownNow();
    }
  }

  @Test
  void clientDoesNotRead_littleOfAFloodIsHeldForIt() throws IOException, InterruptedException {
    var session = gateway.initialize();
    var body = TestGateway.tool(1, "flood");
    var request =
        """
        POST /mcp HTTP/1.1
        Host: localhost
        Connection: close
        Content-Type: application/json
        Accept: application/json, text/event-stream
        Mcp-Session-Id: %s
        Content-Length: %d

        %s\
        """
            .formatted(session, body.length(), body);
    try (var raw = RawRequest.send(gateway.port(), request)) {
      assertThat(gateway.surface.finished.await(20, TimeUnit.SECONDS)).isTrue();

      var text = raw.rest();

      assertThat(text).contains("\"done\":true");
      assertThat(text.length()).isLessThan(30_000_000);
    }
  }

  @Test
  void catalogChangesWhatIsSeen_oneStreamPerSessionIsTold() throws IOException {
    restart(new TestGateway.Builder().followsCatalog());
    var session = gateway.initialize();
    try (var first = RawRequest.send(gateway.port(), get(session));
        var second = opened(RawRequest.send(gateway.port(), get(session)));
        var other = opened(RawRequest.send(gateway.port(), get(gateway.initialize())))) {
      opened(first);
      gateway.server.change(FixedServer.catalog(2, "read", "write"));

      assertThat(other.lineThatBegins("data: ")).isEqualTo(LIST_CHANGED);
      gateway.close();
      assertThat((first.rest() + second.rest()).split("list_changed", -1)).hasSize(2);
    }
  }

  @Test
  void catalogChangesOutOfSight_nobodyIsTold() throws IOException {
    restart(new TestGateway.Builder().followsCatalog());
    try (var raw = opened(RawRequest.send(gateway.port(), get(gateway.initialize())))) {
      gateway.server.change(FixedServer.catalog(2, "read*"));
      settle();
      gateway.close();

      assertThat(raw.rest()).doesNotContain("list_changed");
    }
  }

  @Test
  void listIsFixed_nobodyIsTold() throws IOException {
    try (var raw = opened(RawRequest.send(gateway.port(), get(gateway.initialize())))) {
      gateway.server.change(FixedServer.catalog(2, "read", "write"));
      settle();
      gateway.close();

      assertThat(raw.rest()).doesNotContain("list_changed");
    }
  }

  @Test
  void progressGoesToItsRequest_neverToTheStream() throws IOException {
    var session = gateway.initialize();
    try (var raw = opened(RawRequest.send(gateway.port(), get(session)))) {
      var response = gateway.send(gateway.post(session, TestGateway.tool(1, "progress")));
      assertThat(TestGateway.events(response.body())).hasSize(2);
      gateway.close();

      assertThat(raw.rest()).doesNotContain("progress");
    }
  }

  @Test
  void fifthStreamOpens_oldestIsClosed() throws IOException {
    var session = gateway.initialize();
    try (var oldest = opened(RawRequest.send(gateway.port(), get(session)))) {
      for (var younger = 0; younger < 4; younger++) {
        opened(RawRequest.send(gateway.port(), get(session)));
      }

      assertThat(oldest.lineThatBegins(LAST_CHUNK)).isEqualTo(LAST_CHUNK);
    }
  }

  @Test
  void sessionIsEnded_itsStreamsClose() throws IOException {
    var session = gateway.initialize();
    try (var raw = opened(RawRequest.send(gateway.port(), get(session)))) {
      var delete = gateway.request("/mcp").header("Mcp-Session-Id", session).DELETE();
      assertThat(gateway.send(delete).statusCode()).isEqualTo(204);

      assertThat(raw.lineThatBegins(LAST_CHUNK)).isEqualTo(LAST_CHUNK);
    }
  }

  @Test
  void gatewayRestarts_clientGoesOn(@TempDir Path folder) {
    restart(new TestGateway.Builder().folder(folder));
    var session = gateway.initialize();
    var ended = gateway.initialize();
    var delete = gateway.request("/mcp").header("Mcp-Session-Id", ended).DELETE();
    assertThat(gateway.send(delete).statusCode()).isEqualTo(204);

    restart(new TestGateway.Builder().folder(folder));

    assertThat(TestGateway.json(gateway.send(gateway.post(session, TestGateway.tool(3, "echo")))))
        .isEqualTo(Json.parse("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}"));
    assertThat(gateway.send(gateway.post(ended, TestGateway.tool(3, "echo"))).statusCode())
        .isEqualTo(404);
  }

  private CompletableFuture<HttpResponse<String>> hanging(String session, String id)
      throws InterruptedException {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"hang\"}}"
            .formatted(id);
    HttpRequest.Builder request = gateway.post(session, body);
    var pending = gateway.sendAsync(request);
    assertThat(gateway.surface.hangingStarted.await(10, TimeUnit.SECONDS)).isTrue();
    return pending;
  }

  /** Longer than changes are gathered. */
  private static void settle() {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(600, TimeUnit.MILLISECONDS))
        .join();
  }

  private void restart(TestGateway.Builder wish) {
    gateway.close();
    gateway = wish.start();
  }

  private static RawRequest opened(RawRequest raw) throws IOException {
    raw.lineThatBegins(":");
    return raw;
  }

  private static String get(String session) {
    return """
    GET /mcp HTTP/1.1
    Host: localhost
    Accept: text/event-stream
    Mcp-Session-Id: %s

    """
        .formatted(session);
  }
}
