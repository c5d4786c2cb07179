package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class HttpConnectorTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient client =
      new HttpClients(new EnvironmentProxies(Map.of())).trusting(List.of());
  private final HostileHttpServer server = new HostileHttpServer(false);
  private final RecordingListener listener = new RecordingListener();

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
  }

  private HttpConnector connector(URI uri) {
    return new HttpConnector(
        new BackendId("fake"),
        new HttpSpec(uri, Map.of("X-Key", "k"), HostileScript.MEGABYTE),
        client);
  }

  private Connection connect() {
    return connector(server.uri()).connect(Duration.ofSeconds(10), listener);
  }

  private GatewayException refused(URI uri) {
    return catchThrowableOfType(
        GatewayException.class,
        () -> connector(uri).connect(Duration.ofSeconds(5), listener).close());
  }

  private static boolean eventually(BooleanSupplier fact) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!fact.getAsBoolean() && System.nanoTime() < end) {
      var _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
    return fact.getAsBoolean();
  }

  @Test
  void requestsCarrySessionRevisionAndHeaders() throws InterruptedException {
    try (var connection = connect()) {
      var _ = ConnectionContract.call(connection, "echo");
      assertThat(server.awaitListener()).isTrue();
    }

    assertThat(server.seen())
        .startsWith("POST null null k null", "POST session-1 2025-06-18 k null")
        .contains("GET session-1 2025-06-18 k null")
        .endsWith("DELETE session-1 2025-06-18 k null");
  }

  @Test
  void backendForgotTheSession_oneNewHandshakeServesAll()
      throws ExecutionException, InterruptedException, TimeoutException {
    try (var connection = connect();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      server.forget();
      var calls =
          IntStream.range(0, 20)
              .mapToObj(n ->
                  executor.submit(() ->
                      ConnectionContract.text(ConnectionContract.call(connection, "echo" + n))))
              .toList();

      for (var n = 0; n < calls.size(); n++) {
        assertThat(calls.get(n).get(10, TimeUnit.SECONDS)).contains("\"echo" + n + "\"");
      }
      assertThat(server.greetings()).isEqualTo(2);
      assertThat(listener.nextChange()).isEqualTo("renewed");
      assertThat(listener.heardOfNoEnd()).isTrue();
    }
  }

  @Test
  void backendForgetsEverySession_theCallEnds() {
    try (var connection = connect()) {
      server.forgetAlways();

      assertThat(ConnectionContract.call(connection, "echo"))
          .isEqualTo(new CallOutcome.Unavailable("the backend answered 404", false));
      assertThat(server.greetings()).isEqualTo(2);
    }
  }

  @Test
  void sessionNeitherKnownNorRenewed_theLinkEnds() throws InterruptedException {
    try (var connection = connect()) {
      server.refuse(404, "text/plain", "gone");

      assertThat(ConnectionContract.call(connection, "echo"))
          .isInstanceOfSatisfying(
              CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isFalse());
      assertThat(listener.nextEnd()).contains("forgot our session");
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void loginWantedInTheHandshake_isRefusedAsThat(int status) {
    server.refuse(status, "text/plain", "who are you");

    assertThat(refused(server.uri()).code()).isEqualTo(ErrorCode.BACKEND_NEEDS_LOGIN);
  }

  @Test
  void loginWantedInACall_endsTheLink() throws InterruptedException {
    try (var connection = connect()) {
      server.refuse(401, "text/plain", "who are you");

      assertThat(ConnectionContract.call(connection, "echo"))
          .isEqualTo(new CallOutcome.Unavailable("the backend wants a login", false));
      assertThat(listener.nextEnd()).contains("401");
    }
  }

  @ParameterizedTest
  @CsvSource({"403,false", "429,false", "503,true", "500,true", "502,true", "302,false"})
  void refusedCall_endsAloneAndSaysWhetherItMayHaveRun(int status, boolean mayHaveRun) {
    try (var connection = connect()) {
      server.refuse(status, "text/html", "<p>no");
      assertThat(ConnectionContract.call(connection, "echo"))
          .isInstanceOfSatisfying(
              CallOutcome.Unavailable.class,
              end -> assertThat(end.mayHaveRun()).isEqualTo(mayHaveRun));
      server.answerAgain();

      assertThat(ConnectionContract.text(ConnectionContract.call(connection, "echo"))).isNotEmpty();
      assertThat(listener.heardOfNoEnd()).isTrue();
    }
  }

  @Test
  void answerOfAnotherType_isNamed() {
    try (var connection = connect()) {
      server.refuse(200, "text/html", "<p>hello");

      assertThat(ConnectionContract.call(connection, "echo"))
          .isInstanceOfSatisfying(
              CallOutcome.Unavailable.class,
              end -> assertThat(end.reason()).contains("200").contains("text/html"));
    }
  }

  @Test
  void nobodyListens_isRefused() {
    assertThat(refused(URI.create("http://127.0.0.1:1/mcp")).code())
        .isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
  }

  @Test
  void headerThatCannotBeSent_isRefusedWithoutItsValue() {
    var spec = new HttpSpec(server.uri(), Map.of("Host", "s3cret"), 1);
    var connector = new HttpConnector(new BackendId("fake"), spec, client);

    var refusal =
        catchThrowableOfType(
            GatewayException.class,
            () -> connector.connect(Duration.ofSeconds(5), listener).close());

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_NOT_STARTABLE);
    assertThat(refusal).hasMessageContaining("Host").hasMessageNotContaining("s3cret");
    assertThat(refusal).hasNoCause();
  }

  @Test
  void backendGone_callsEndAtOnceAndTheListenerHears() throws InterruptedException {
    try (var connection = connect()) {
      server.close();

      assertThat(ConnectionContract.call(connection, "echo"))
          .isInstanceOf(CallOutcome.Unavailable.class);
      assertThat(listener.nextEnd()).contains("fake cannot be reached");
    }
  }

  @Test
  void announcementOnTheStream_reachesTheListener() throws InterruptedException, IOException {
    try (var _ = connect()) {
      assertThat(server.awaitListener()).isTrue();

      server.announce();

      assertThat(listener.nextChange()).isEqualTo("lists");
    }
  }

  @Test
  void backendWithoutAStream_works() throws InterruptedException {
    server.offerNoStream();
    try (var connection = connect()) {
      assertThat(server.awaitListener()).isTrue();

      assertThat(ConnectionContract.text(ConnectionContract.call(connection, "echo"))).isNotEmpty();
      assertThat(listener.heardOfNoEnd()).isTrue();
    }
  }

  @Test
  void logMessageOnTheStreamOfARequest_belongsToIt() {
    var caller = new RecordingCaller();
    try (var connection = connect()) {
      var _ =
          connection.call(
              "tools/call", ConnectionContract.tool("log"), ConnectionContract.PATIENT, caller);
    }

    assertThat(caller.heard())
        .containsExactly("notifications/message {\"level\":\"info\",\"data\":\"working\"}");
  }

  @Test
  void streamEndsEarlyWithAnEventId_isTakenUpAgain() {
    try (var connection = connect()) {
      assertThat(ConnectionContract.text(ConnectionContract.call(connection, "resumable")))
          .isEqualTo("resumed");
    }
  }

  @Test
  void streamRefusedWhenTakenUpAgain_theCallMayHaveRun() {
    server.offerNoStream();
    try (var connection = connect()) {
      assertThat(ConnectionContract.call(connection, "refuses_rest"))
          .isEqualTo(new CallOutcome.Unavailable("the backend answered 405", true));
    }
  }

  @Test
  void backendGoneWhenTheStreamIsTakenUpAgain_theCallMayHaveRun() {
    try (var connection = connect()) {
      assertThat(ConnectionContract.call(connection, "loses_rest"))
          .isInstanceOfSatisfying(
              CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isTrue());
    }
  }

  @Test
  void callThatNobodyWaitsFor_letsGoOfItsStream() throws InterruptedException {
    var patience = new Patience(Duration.ofMillis(200), Duration.ofMillis(200));
    try (var connection = connect()) {
      var outcome =
          connection.call(
              "tools/call", ConnectionContract.tool("hang"), patience, new RecordingCaller());

      assertThat(outcome).isInstanceOf(CallOutcome.DeadlinePassed.class);
      assertThat(eventually(() -> server.abandoned() == 1)).isTrue();
    }
  }

  @Test
  void redirectInTheHandshakeWithinTheOrigin_isFollowedForGood() {
    try (var connection = connector(server.uri().resolve("/moved")).connect(LIMIT, listener)) {
      assertThat(ConnectionContract.text(ConnectionContract.call(connection, "echo"))).isNotEmpty();
    }
    assertThat(server.greetings()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/away,redirects to http://localhost:1 (308)",
    "/found,(302)",
    "/circle,more than 3 times",
  })
  void otherRedirectInTheHandshake_isRefusedByName(String path, String reason) {
    assertThat(refused(server.uri().resolve(path))).hasMessageContaining(reason);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void requestsToTheServer_doNotShowTheirHeaders() {
    assertThat(new HttpSpec(URI.create("http://u:p@h/x?key=s3cret"), Map.of("X-Key", "s3cret"), 1))
        .hasToString("HttpSpec[host=h, headers=[X-Key]]");
  }
}
