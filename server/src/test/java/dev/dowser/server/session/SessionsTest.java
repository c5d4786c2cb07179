package dev.dowser.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class SessionsTest {
  private static final Negotiated NEWEST =
      new Negotiated(Revision.NEWEST, Set.of(), Optional.empty());
  private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(30), 3);
  private static final JsonNode ONE = Json.parse("1");

  private final TurnedClock clock = new TurnedClock();
  @TempDir private Path folder;

  @Test
  void idOfOneVirtualServer_isUnknownToAnother_alsoAfterARestart() {
    var main = Sessions.in(folder, LIMITS, clock);
    var ops = main.ofVirtualServer("ops");
    var ofMain = main.open(NEWEST).id();
    var ofOps = ops.open(NEWEST).id();

    for (var sessions : List.of(main, Sessions.in(folder, LIMITS, clock))) {
      var others = sessions.ofVirtualServer("ops");
      assertThat(sessions.find(ofMain)).isPresent();
      assertThat(sessions.find(ofOps)).isEmpty();
      assertThat(sessions.end(ofOps)).isFalse();
      assertThat(others.find(ofOps)).isPresent();
      assertThat(others.find(ofMain)).isEmpty();
      assertThat(sessions.ofVirtualServer("op").find(ofOps)).isEmpty();
    }
    assertThat(ops.end(ofOps)).isTrue();
    assertThat(Sessions.in(folder, LIMITS, clock).ofVirtualServer("ops").find(ofOps)).isEmpty();
    assertThat(main.count()).isEqualTo(1);
    assertThat(ops.count()).isZero();
  }

  @Test
  void idIsShortVisibleAsciiAndNeverTheSame() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var ids = new HashSet<String>();
    IntStream.range(0, 100).forEach(_ -> ids.add(sessions.open(NEWEST).id()));

    assertThat(ids).hasSize(100).allMatch(id -> id.matches("[A-Za-z0-9_-]{52}"));
  }

  @Test
  void sessionIsHeld_isFoundAgain() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var session = sessions.open(NEWEST);

    assertThat(sessions.find(session.id())).containsSame(session);
  }

  @ParameterizedTest
  @EnumSource(Revision.class)
  void gatewayRestarts_sessionIsRevivedWithWhatWasNegotiated(Revision revision) {
    var capabilities = EnumSet.of(ClientCapability.ELICITATION, ClientCapability.ROOTS);
    var negotiated = new Negotiated(revision, capabilities, Optional.of(AskedMode.ALL));
    var id = Sessions.in(folder, LIMITS, clock).open(negotiated).id();

    var revived = Sessions.in(folder, LIMITS, clock).find(id).orElseThrow();

    assertThat(revived.id()).isEqualTo(id);
    assertThat(revived.negotiated()).isEqualTo(negotiated);
  }

  @Test
  void sessionWasEnded_isUnknownAfterARestartToo() {
    var sessions = Sessions.in(folder, LIMITS, clock);
    var id = sessions.open(NEWEST).id();

    assertThat(sessions.end(id)).isTrue();

    assertThat(sessions.find(id)).isEmpty();
    assertThat(sessions.end(id)).isFalse();
    var restarted = Sessions.in(folder, LIMITS, clock);
    assertThat(restarted.find(id)).isEmpty();
    assertThat(restarted.end(id)).isFalse();
  }

  @Test
  void sessionWasLetGo_canBeEnded() {
    var id = Sessions.in(folder, LIMITS, clock).open(NEWEST).id();
    var restarted = Sessions.in(folder, LIMITS, clock);

    assertThat(restarted.end(id)).isTrue();

    assertThat(restarted.find(id)).isEmpty();
  }

  @Test
  void anyBitOfTheIdIsChanged_isUnknown() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var bytes = Base64.getUrlDecoder().decode(sessions.open(NEWEST).id());

    for (var bit = 0; bit < bytes.length * 8; bit++) {
      var forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      var id = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
      assertThat(sessions.find(id)).as("bit %d", bit).isEmpty();
      assertThat(sessions.end(id)).isFalse();
    }
  }

  @Test
  void idIsOfAnotherKeyOrNoId_isUnknown() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var foreign = Sessions.inMemory(LIMITS, clock).open(NEWEST).id();

    assertThat(List.of(foreign, "", "x", "ä".repeat(52), "=".repeat(52), foreign + "A"))
        .allMatch(id -> sessions.find(id).isEmpty());
  }

  @Test
  void sessionIsIdle_isLetGoAndRevived() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var session = sessions.open(NEWEST);
    clock.turn(Duration.ofMinutes(29));
    assertThat(sessions.count()).isEqualTo(1);

    clock.turn(Duration.ofMinutes(1));

    assertThat(sessions.count()).isZero();
    assertThat(sessions.find(session.id())).isPresent().get().isNotSameAs(session);
  }

  @Test
  void sessionIsUsed_itsIdleTimeBeginsAnew() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var session = sessions.open(NEWEST);
    clock.turn(Duration.ofMinutes(20));
    assertThat(sessions.find(session.id())).isPresent();
    clock.turn(Duration.ofMinutes(20));

    assertThat(sessions.count()).isEqualTo(1);
  }

  @Test
  void sessionIsBusy_isNotIdle() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var calling = sessions.open(NEWEST);
    var listening = sessions.open(NEWEST);
    assertThat(calling.begin(ONE, _ -> {})).isTrue();
    listening.listen(new NotedListener());
    clock.turn(Duration.ofHours(2));

    assertThat(sessions.count()).isEqualTo(2);
  }

  @Test
  void thereAreTooMany_theLongestUnusedIsLetGo() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var first = sessions.open(NEWEST);
    var second = sessions.open(NEWEST);
    var third = sessions.open(NEWEST);
    assertThat(sessions.find(first.id())).isPresent();

    var fourth = sessions.open(NEWEST);

    assertThat(sessions.count()).isEqualTo(3);
    assertThat(List.of(first, third, fourth))
        .allMatch(session -> sessions.find(session.id()).orElseThrow() == session);
    assertThat(sessions.find(second.id()).orElseThrow()).isNotSameAs(second);
  }

  @Test
  void thereAreTooManyAndAllAreBusy_theLongestUnusedLosesItsStreams() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var listeners = new ArrayList<NotedListener>();
    for (var count = 0; count < 3; count++) {
      var listener = new NotedListener();
      listeners.add(listener);
      sessions.open(NEWEST).listen(listener);
    }

    var newest = sessions.open(NEWEST);

    assertThat(sessions.find(newest.id())).containsSame(newest);
    assertThat(listeners)
        .extracting(listener -> listener.closed)
        .containsExactly(true, false, false);
  }

  @Test
  void keyIsForItsOwnerOnlyAndStays() throws IOException {
    Sessions.in(folder, LIMITS, clock);
    var key = Files.readAllBytes(folder.resolve("session.key"));
    Sessions.in(folder, LIMITS, clock);

    assertThat(key).hasSize(32).isEqualTo(Files.readAllBytes(folder.resolve("session.key")));
    assertThat(Files.getPosixFilePermissions(folder.resolve("session.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("session.key"));
  }

  @Test
  void keyIsCutShort_aNewOneIsMade() throws IOException {
    var id = Sessions.in(folder, LIMITS, clock).open(NEWEST).id();
    Files.write(folder.resolve("session.key"), new byte[5]);

    assertThat(Sessions.in(folder, LIMITS, clock).find(id)).isEmpty();
    assertThat(folder.resolve("session.key")).hasSize(32);
  }

  @Test
  void manyWereEnded_theLatestAreRememberedInABoundedFile() throws IOException {
    var ended = EndedSessions.in(folder);
    var most = 2 * EndedSessions.REMEMBERED + 10;
    IntStream.range(0, most).forEach(number -> ended.add("nonce" + number));

    assertThat(Files.readAllLines(folder.resolve("sessions.ended")))
        .hasSizeLessThanOrEqualTo(2 * EndedSessions.REMEMBERED)
        .contains("nonce" + (most - 1));
    var restarted = EndedSessions.in(folder);
    assertThat(restarted.contains("nonce" + (most - 1))).isTrue();
    assertThat(restarted.contains("nonce" + (most - EndedSessions.REMEMBERED))).isTrue();
    assertThat(restarted.contains("nonce0")).isFalse();
  }

  @Test
  void thereAreTooManyAndAllAreBusy_requestsCanStillBeCancelled() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var calling = sessions.open(NEWEST);
    calling.begin(ONE, _ -> {});
    var listening = sessions.open(NEWEST);
    listening.listen(new NotedListener());
    sessions.open(NEWEST).begin(ONE, _ -> {});

    sessions.open(NEWEST);

    assertThat(sessions.find(calling.id())).containsSame(calling);
    assertThat(sessions.find(listening.id()).orElseThrow()).isNotSameAs(listening);
  }

  @Test
  void streamOpensWhileItsSessionIsEnded_itIsClosedAtOnce() {
    var sessions = Sessions.inMemory(LIMITS, clock);
    var session = sessions.open(NEWEST);
    sessions.end(session.id());
    var late = new NotedListener();

    session.listen(late);

    assertThat(late.closed).isTrue();
  }

  @Test
  void sessionHeldForWeeksByAProcessThatIsKilled_stillHasItsSubscriptions() throws IOException {
    var limits = new SessionLimits(Duration.ofDays(90), 10);
    var sessions = Sessions.in(folder, limits, clock);
    var session = sessions.open(NEWEST);
    session.subscribed("x:1");
    setAge(clock.instant());

    for (int day = 0; day < 30; day++) {
      clock.turn(Duration.ofDays(1).plusSeconds(1));
      sessions.sweep();
    }

    var next = Sessions.in(folder, limits, clock);
    assertThat(next.find(session.id()).orElseThrow().takeRevived()).containsExactly("x:1");
  }

  /** The operating system's own clock is none of the test's. */
  private void setAge(Instant when) throws IOException {
    try (var files = Files.list(folder.resolve("subscriptions"))) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(when));
      }
    }
  }

  @Test
  void subscriptionAnsweredAfterItsSessionWasEnded_leavesNothingBehind() {
    var sessions = Sessions.in(folder, LIMITS, clock);
    var session = sessions.open(NEWEST);
    sessions.end(session.id());

    session.subscribed("x:1");

    assertThat(folder.resolve("subscriptions")).isEmptyDirectory();
  }

  @Test
  void youngestStreamHasEnded_theOneBeforeIsTold() {
    var session = Sessions.inMemory(LIMITS, clock).open(NEWEST);
    var older = new NotedListener();
    var younger = new NotedListener();
    session.listen(older);
    session.listen(younger);
    younger.close();

    assertThat(session.tell(new RpcMessage.Notification("n", Json.object()))).isTrue();

    assertThat(older.told).containsExactly("n");
    assertThat(younger.told).isEmpty();
  }

  @Test
  void newStream_isNoticedAndHasRoom() {
    var session = Sessions.inMemory(LIMITS, clock).open(NEWEST);
    var noticed = new ArrayList<Integer>();
    session.onListen(() -> noticed.add(session.room()));
    assertThat(session.room()).isZero();

    session.listen(new NotedListener());

    assertThat(noticed).containsExactly(7);
  }

  /** Remembers what it was told. */
  private static final class NotedListener implements Listener {
    private final List<String> told = new ArrayList<>();
    private boolean closed;

    @Override
    public boolean tell(RpcMessage.Notification notification) {
      if (!closed) {
        told.add(notification.method());
      }
      return !closed;
    }

    @Override
    public int room() {
      return 7;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
