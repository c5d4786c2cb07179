package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkedBackendTest {
  private static final BackendId ID = new BackendId("one");
  private static final Instant NOW = ManualBackground.DAWN;
  private static final CallOutcome DONE = new CallOutcome.Answered(Json.object());
  private static final CallOutcome NOT_SENT = new CallOutcome.Unavailable("not sent", false);
  private static final CallOutcome UNSURE = new CallOutcome.Unavailable("no answer", true);

  private final StandingCell cell = new StandingCell(Standing.connecting(NOW));
  private final LinkedBackend backend = new LinkedBackend(ID, cell, System::nanoTime);

  private CallOutcome call(Duration silence) {
    var patience = new Patience(silence, Duration.ofMinutes(5));
    return backend.call("tools/call", Json.object(), patience, Caller.NONE);
  }

  /** A connection whose first call ends so, after which it is dead. */
  private static LiveConnection dying(CallOutcome outcome) {
    var watch = Unheard.watch();
    ScriptedConnection.Script script =
        (_, _, _) -> {
          watch.closed("died");
          return outcome;
        };
    return new LiveConnection(new ScriptedConnection(watch, script), watch, 0);
  }

  private static LiveConnection answering(CallOutcome outcome) {
    var watch = Unheard.watch();
    return new LiveConnection(new ScriptedConnection(watch, (_, _, _) -> outcome), watch, 0);
  }

  private static ScriptedConnection scripted(LiveConnection live) {
    return (ScriptedConnection) live.connection();
  }

  private void goReady(LiveConnection live) {
    var snapshot = new BackendSnapshot(ID, ServerCard.UNKNOWN, List.of(), List.of(), false);
    cell.set(cell.get().connected(live).ready(snapshot, NOW));
  }

  private void goDown() {
    cell.set(cell.get().without(new Fault(ErrorCode.BACKEND_UNREACHABLE, "stderr: hush"), NOW));
  }

  private static void soon(Runnable event) {
    CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(event);
  }

  @Test
  void connected_callsWithTheWholePatience() {
    var live = answering(DONE);
    goReady(live);

    assertThat(call(Duration.ofSeconds(7))).isEqualTo(DONE);
    assertThat(scripted(live).patiences())
        .containsExactly(new Patience(Duration.ofSeconds(7), Duration.ofMinutes(5)));
  }

  @Test
  void firstConnecting_waitsForTheConnectionAndTakesTheWaitOffThePatience() {
    var live = answering(DONE);
    soon(() -> cell.set(cell.get().connected(live)));

    assertThat(call(Duration.ofSeconds(20))).isEqualTo(DONE);
    assertThat(scripted(live).patiences().getFirst().silence())
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(19_990));
  }

  @Test
  void firstConnecting_failsAsSoonAsTheAttemptDoes() {
    soon(this::goDown);

    assertThat(call(Duration.ofSeconds(30)))
        .isEqualTo(
            new CallOutcome.Unavailable(
                "backend 'one' is not available: it cannot be reached; the gateway goes on trying",
                false));
  }

  @Test
  void firstConnectingTooLong_saysSo() {
    assertThat(call(Duration.ofMillis(20)))
        .isEqualTo(
            new CallOutcome.Unavailable(
                "backend 'one' is not available: it is still connecting", false));
  }

  @ParameterizedTest
  @CsvSource({
    "BACKEND_UNREACHABLE, cannot be reached",
    "BACKEND_NEEDS_LOGIN, needs a login",
    "BACKEND_NOT_STARTABLE, cannot be started",
    "BACKEND_BROKEN, broke the protocol"
  })
  void notConnected_failsAtOnceWithAReasonThatQuotesNobody(ErrorCode code, String reason) {
    cell.set(cell.get().without(new Fault(code, "stderr: hush"), NOW));

    var outcome = (CallOutcome.Unavailable) call(Duration.ofHours(1));

    assertThat(outcome.reason()).contains(reason).doesNotContain("hush");
    assertThat(outcome.mayHaveRun()).isFalse();
  }

  @Test
  void endNotYetWorkedThrough_failsAtOnce() {
    var live = answering(DONE);
    goReady(live);
    live.watch().closed("exited");

    assertThat(call(Duration.ofHours(1)))
        .isEqualTo(
            new CallOutcome.Unavailable(
                "backend 'one' is not available: its connection has just ended", false));
    assertThat(scripted(live).patiences()).isEmpty();
  }

  @Test
  void notSentBecauseTheConnectionEnded_isSentOnceMoreOnTheNext() {
    goReady(dying(NOT_SENT));
    var next = answering(DONE);
    soon(() -> {
      goDown();
      goReady(next);
    });

    assertThat(call(Duration.ofSeconds(30))).isEqualTo(DONE);
    assertThat(scripted(next).patiences()).hasSize(1);
  }

  @Test
  void nextConnectionDiesToo_thereIsNoThirdAttempt() {
    goReady(dying(NOT_SENT));
    var next = dying(NOT_SENT);
    soon(() -> goReady(next));

    assertThat(call(Duration.ofSeconds(30))).isEqualTo(NOT_SENT);
    assertThat(scripted(next).patiences()).hasSize(1);
  }

  @Test
  void nextAttemptFails_theWaitEnds() {
    goReady(dying(NOT_SENT));
    soon(() -> {
      goDown();
      goDown();
    });
    var began = System.nanoTime();

    assertThat(call(Duration.ofSeconds(30))).isEqualTo(NOT_SENT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void mayHaveRun_isNeverSentAgain() {
    goReady(dying(UNSURE));
    var next = answering(DONE);
    soon(() -> goReady(next));

    assertThat(call(Duration.ofSeconds(30))).isEqualTo(UNSURE);
    assertThat(scripted(next).patiences()).isEmpty();
  }

  @Test
  void notSentOnALivingConnection_isNotSentAgain() {
    var live = answering(NOT_SENT);
    goReady(live);

    var other = answering(DONE);
    soon(() -> goReady(other));

    assertThat(call(Duration.ofSeconds(30))).isEqualTo(NOT_SENT);
    assertThat(scripted(live).patiences()).hasSize(1);
  }

  @Test
  void stopped_failsAtOnce() {
    cell.set(cell.get().stopped(NOW));

    assertThat(((CallOutcome.Unavailable) call(Duration.ofHours(1))).reason())
        .contains("the gateway is stopping");
  }
}
