package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseConnectionTest extends ConnectionContract {
  private static final BackendId FAKE = new BackendId("fake");

  private final HttpClient client =
      new HttpClients(new EnvironmentProxies(Map.of())).trusting(List.of());
  private final HostileSseServer server = new HostileSseServer();

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
  }

  @Override
  Connector connector(int maxBytes) {
    return connector(server.uri(), maxBytes);
  }

  private SseConnector connector(URI uri, int maxBytes) {
    return new SseConnector(FAKE, new HttpSpec(uri, Map.of("X-Key", "k"), maxBytes), client);
  }

  private GatewayException refused(URI uri) {
    return refused(uri, Duration.ofSeconds(10));
  }

  private GatewayException refused(URI uri, Duration limit) {
    return catchThrowableOfType(
        GatewayException.class,
        () -> connector(uri, HostileScript.MEGABYTE).connect(limit, listener).close());
  }

  private static boolean eventually(BooleanSupplier fact) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!fact.getAsBoolean() && System.nanoTime() < end) {
      var _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
    return fact.getAsBoolean();
  }

  @Test
  void allRequestsCarryTheHeaders_andMessagesGoWhereTheStreamSays() {
    assertThat(text(call(connect(), "echo"))).isNotEmpty();

    assertThat(server.seen())
        .startsWith("GET /sse?tenant=a k", "POST /messages?sessionId=s1 k")
        .allMatch(seen -> seen.endsWith(" k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages?sessionId=s1", "%s"})
  void addressForMessages_mayBeRelativeOrWhole(String written) {
    server.begin(path -> HostileSseServer.endpoint(written.formatted(server.uri(path))));

    assertThat(text(call(connect(), "echo"))).isNotEmpty();
  }

  @Test
  void addressForMessagesThatIsOnlyAQuery_keepsThePath() {
    server.begin(_ -> HostileSseServer.endpoint("?sessionId=s1"));

    assertThat(refused(server.uri())).hasMessageContaining("405");
    assertThat(server.seen()).contains("POST /sse?sessionId=s1 k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/messages",
        "https://127.0.0.1/messages",
        "//evil.example/messages",
        "http://u:p@127.0.0.1:%d/messages",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://[broken",
        "/a b",
      })
  void addressForMessagesOfAnotherOrigin_isRefusedAndGetsNothing(String address) {
    server.begin(
        _ -> HostileSseServer.endpoint(address.replace("%d", "" + server.uri().getPort())));

    var refusal = refused(server.uri());

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_BROKEN);
    assertThat(refusal).hasMessageContaining("origin");
    assertThat(server.seen()).containsExactly("GET /sse?tenant=a k");
  }

  @Test
  void secondAddressForMessages_isIgnored() {
    server.begin(path ->
        HostileSseServer.endpoint(path) + HostileSseServer.endpoint("http://evil.example/"));

    assertThat(text(call(connect(), "echo"))).isNotEmpty();
  }

  @Test
  void messagesBeforeTheAddress_areSkipped() {
    server.begin(path ->
        "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n\nevent: odd\ndata: x\n\n"
            + HostileSseServer.endpoint(path));

    assertThat(text(call(connect(), "echo"))).isNotEmpty();
  }

  @Test
  void streamWithoutAnAddress_isGivenUpInTime() throws InterruptedException {
    server.begin(_ -> ": nothing\n\n");

    assertThat(refused(server.uri(), Duration.ofMillis(300)))
        .hasMessageContaining("named no address for messages within");
    assertThat(eventually(() -> server.ended() == 1)).isTrue();
  }

  @Test
  void streamThatEndsAtOnce_isBroken() {
    server.begin(_ -> {
      server.endStreams();
      return "";
    });

    assertThat(refused(server.uri()).code()).isEqualTo(ErrorCode.BACKEND_BROKEN);
  }

  @Test
  void backendSilentInTheHandshake_isGivenUpInTime() throws InterruptedException {
    server.begin(_ -> HostileSseServer.endpoint("/messages?sessionId=nobody"));
    server.answerPost(202);

    assertThat(refused(server.uri(), Duration.ofSeconds(5))).hasMessageContaining("session");
    assertThat(eventually(() -> server.ended() == 1)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "401,text/plain,BACKEND_NEEDS_LOGIN",
    "403,text/plain,BACKEND_NEEDS_LOGIN",
    "404,text/plain,BACKEND_UNREACHABLE",
    "503,text/plain,BACKEND_UNREACHABLE",
    "200,text/html,BACKEND_BROKEN",
  })
  void answerThatIsNoStream_isNamed(int status, String type, ErrorCode code) {
    server.answerGet(status, type);

    var refusal = refused(server.uri());

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining("" + status);
  }

  @Test
  void nobodyListens_isRefused() {
    assertThat(refused(URI.create("http://127.0.0.1:1/sse")).code())
        .isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({"403,false", "400,false", "429,false", "413,false", "500,true", "503,true"})
  void refusedCall_endsAloneAndSaysWhetherItMayHaveRun(int status, boolean mayHaveRun) {
    var connection = connect();
    server.answerPost(status);

    assertThat(call(connection, "echo"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class,
            end -> assertThat(end.mayHaveRun()).isEqualTo(mayHaveRun));
    server.answerPost(202);

    assertThat(text(call(connection, "echo"))).isNotEmpty();
    assertThat(listener.heardOfNoEnd()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"401,wants a login", "404,forgot our session"})
  void loginWantedOrSessionForgotten_endsTheLink(int status, String reason)
      throws InterruptedException {
    var connection = connect();
    server.answerPost(status);

    assertThat(call(connection, "echo"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isFalse());
    assertThat(listener.nextEnd()).contains(reason);
  }

  @Test
  void streamEnds_pendingCallsEndAndTheListenerHears() throws InterruptedException {
    var connection = connect();

    assertThat(call(connection, "die"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isTrue());
    assertThat(listener.nextEnd()).contains("fake ended its stream");
  }

  @Test
  void announcementBetweenCalls_reachesTheListener() throws InterruptedException {
    var _ = connect();

    server.write("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");

    assertThat(listener.nextChange()).isEqualTo("lists");
  }

  @Test
  void closedConnection_letsGoOfTheStream() throws InterruptedException {
    connect().close();

    assertThat(eventually(() -> server.ended() == 1)).isTrue();
  }

  @Test
  void redirectWithinTheOrigin_isFollowed() {
    var connection = connect(connector(server.uri("/moved"), HostileScript.MEGABYTE));

    assertThat(text(call(connection, "echo"))).isNotEmpty();
  }

  @Test
  void redirectToAnotherOrigin_isRefusedByName() {
    assertThat(refused(server.uri("/away")))
        .hasMessageContaining("redirects to http://localhost:1");
  }

  @Test
  void redirectInACircle_isRefused() {
    assertThat(refused(server.uri("/circle"))).hasMessageContaining("more than 3 times");
  }
}
