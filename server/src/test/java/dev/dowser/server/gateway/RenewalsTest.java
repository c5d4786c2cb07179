package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of subscriptions that a backend forgot. */
@Timeout(20)
class RenewalsTest {
  private static final CallOutcome YES = new CallOutcome.Answered(Json.object());
  private static final CallOutcome NO =
      new CallOutcome.Refused(new RpcError(-32603, "not now", null));
  private static final CallOutcome DOWN = new CallOutcome.Unavailable("down", false);

  private final ManualLater later = new ManualLater();
  private final Subscriptions subscriptions = new Subscriptions(later, new Random(1));
  private final AskedBackend a = new AskedBackend(A);
  private final AskedBackend b = new AskedBackend(B);
  private final HeardUpdates first = new HeardUpdates();

  @AfterEach
  void close() {
    subscriptions.close();
  }

  private void open(AskedBackend backend, String... uris) {
    for (var uri : uris) {
      subscriptions.open(backend, uri, first, Caller.NONE);
    }
    backend.all();
  }

  @Test
  void renewalThatFailed_isTriedAgainAfterGrowingPauses() throws InterruptedException {
    open(a, "x:1");
    a.answer = DOWN;
    subscriptions.connected(A);
    assertThat(a.next()).isEqualTo("subscribe x:1");

    var pause = later.next();
    pause.action().run();
    assertThat(a.next()).isEqualTo("subscribe x:1");
    var longer = later.next();
    a.answer = YES;
    longer.action().run();

    assertThat(a.next()).isEqualTo("subscribe x:1");
    assertThat(pause.delay()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(longer.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(subscriptions.givenUp(A)).isZero();
  }

  @Test
  void whoIsSubscribedAgain_isToldSinceChangesInBetweenWereNot() throws InterruptedException {
    open(a, "x:1");

    subscriptions.connected(A);

    assertThat(first.next()).isEqualTo("x:1");
  }

  @Test
  void renewalThatAlwaysFails_isGivenUpUntilTheNextDiscovery() throws InterruptedException {
    open(a, "x:1");
    a.answer = NO;
    subscriptions.connected(A);
    for (int round = 1; round < Renewals.ROUNDS; round++) {
      later.next().action().run();
    }

    assertThat(first.next()).isEqualTo("x:1");
    assertThat(later.isEmpty()).isTrue();
    assertThat(subscriptions.givenUp(A)).isEqualTo(1);
    a.answer = YES;
    subscriptions.discovered(Sample.snapshot(A));
    assertThat(first.next()).isEqualTo("x:1");
    assertThat(subscriptions.givenUp(A)).isZero();
  }

  @Test
  void whatNobodyWantsAnyMore_isNotTriedAgain() throws InterruptedException {
    open(a, "x:1", "x:2");
    a.answer = NO;
    subscriptions.connected(A);
    var again = later.next();
    a.answer = YES;
    subscriptions.close("x:1", first, Caller.NONE);
    a.all();

    again.action().run();

    assertThat(first.next()).isEqualTo("x:2");
    assertThat(a.all()).containsExactly("subscribe x:2");
  }

  @Test
  void manySubscriptions_comeBackAFewAtATime() throws InterruptedException {
    var uris = List.of("x:1", "x:2", "x:3", "x:4", "x:5", "x:6", "x:7", "x:8", "x:9");
    open(a, uris.toArray(String[]::new));
    a.gate = new CountDownLatch(1);
    subscriptions.connected(A);
    var asked = new HashSet<String>();
    for (int i = 0; i < RenewalRound.AT_ONCE; i++) {
      asked.add(a.next());
    }
    assertThat(a.all()).isEmpty();

    a.gate.countDown();

    for (int i = asked.size(); i < uris.size(); i++) {
      asked.add(a.next());
    }
    assertThat(asked).hasSize(uris.size());
  }

  @Test
  void backendThatDoesNotAnswer_isNotAskedForAllTheOthersInTheSameRound()
      throws InterruptedException {
    open(a, "x:1", "x:2", "x:3", "x:4", "x:5", "x:6", "x:7", "x:8", "x:9");
    a.answer = new CallOutcome.DeadlinePassed(a.silence);

    subscriptions.connected(A);

    var _ = later.next();
    assertThat(a.all()).hasSizeLessThanOrEqualTo(RenewalRound.AT_ONCE);
  }

  @Test
  void backendThatHangs_keepsNoOtherFromGettingItsSubscriptions() throws InterruptedException {
    open(a, "x:1");
    open(b, "x:2");
    a.gate = new CountDownLatch(1);
    subscriptions.connected(A);
    subscriptions.connected(B);

    assertThat(first.next()).isEqualTo("x:2");

    a.gate.countDown();
  }

  @Test
  void backendThatForgetsWhileItIsAsked_isAskedAgain_butNotAtOnce() throws InterruptedException {
    open(a, "x:1");
    a.gate = new CountDownLatch(1);
    subscriptions.connected(A);
    assertThat(a.next()).isEqualTo("subscribe x:1");
    subscriptions.connected(A);
    a.gate.countDown();

    var again = later.next();
    assertThat(a.all()).isEmpty();
    again.action().run();

    assertThat(a.next()).isEqualTo("subscribe x:1");
  }

  @Test
  void newConnectionDuringAPause_isNotWaitedFor() throws InterruptedException {
    open(a, "x:1");
    a.answer = DOWN;
    subscriptions.connected(A);
    assertThat(a.next()).isEqualTo("subscribe x:1");
    var pause = later.next();
    a.answer = YES;

    subscriptions.connected(A);
    assertThat(a.next()).isEqualTo("subscribe x:1");
    assertThat(first.next()).isEqualTo("x:1");

    pause.action().run();
    assertThat(a.all()).isEmpty();
  }

  @Test
  void whoIsResumed_isSubscribedInTheBackgroundAndThenTold() throws InterruptedException {
    subscriptions.resume(Map.of("x:1", a, "x:2", b), first);

    assertThat(List.of(first.next(), first.next())).containsExactlyInAnyOrder("x:1", "x:2");
    assertThat(a.all()).containsExactly("subscribe x:1");
    subscriptions.resourceUpdated(A, "x:1");
    assertThat(first.next()).isEqualTo("x:1");
  }

  @Test
  void whoIsResumedWhereAnotherIsSubscribed_isToldToo() throws InterruptedException {
    open(a, "x:1");
    var second = new HeardUpdates();

    subscriptions.resume(Map.of("x:1", a), second);

    assertThat(second.next()).isEqualTo("x:1");
    assertThat(a.all()).isEmpty();
  }

  @Test
  void whoIsResumedWhileTheBackendIsDown_isSubscribedWhenItComes() throws InterruptedException {
    a.answer = DOWN;
    subscriptions.resume(Map.of("x:1", a), first);
    var _ = later.next();
    a.answer = YES;

    subscriptions.connected(A);

    assertThat(first.next()).isEqualTo("x:1");
  }
}
