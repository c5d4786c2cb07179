package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class SubscriptionsTest {
  private static final CallOutcome NO =
      new CallOutcome.Refused(new RpcError(-32601, "no subscriptions here", null));

  private final Subscriptions subscriptions = new Subscriptions((_, _) -> {}, new Random(1));
  private final AskedBackend a = new AskedBackend(A);
  private final AskedBackend b = new AskedBackend(B);
  private final HeardUpdates first = new HeardUpdates();
  private final HeardUpdates second = new HeardUpdates();

  @AfterEach
  void close() {
    subscriptions.close();
  }

  private CallOutcome open(AskedBackend backend, String uri, HeardUpdates who) {
    return subscriptions.open(backend, uri, who, Caller.NONE);
  }

  private void close(String uri, HeardUpdates who) {
    subscriptions.close(uri, who, Caller.NONE);
  }

  @Test
  void manySubscribers_areOneToTheBackend_whichLosesItWithTheLast() {
    open(a, "x:1", first);
    open(a, "x:1", second);
    open(a, "x:1", second);
    close("x:1", first);
    assertThat(a.all()).containsExactly("subscribe x:1");

    close("x:1", second);
    close("x:1", second);

    assertThat(a.all()).containsExactly("unsubscribe x:1");
  }

  @Test
  void subscribedAnewAfterTheLastLeft_theBackendIsAskedAnew() {
    open(a, "x:1", first);
    close("x:1", first);
    open(a, "x:1", second);

    assertThat(a.all()).containsExactly("subscribe x:1", "unsubscribe x:1", "subscribe x:1");
  }

  @Test
  void onlyWhoSubscribed_isTold_andOnlyOfThatBackend() {
    open(a, "x:1", first);
    open(b, "x:2", second);

    subscriptions.resourceUpdated(A, "x:1");
    subscriptions.resourceUpdated(A, "x:2");
    subscriptions.resourceUpdated(B, "x:2");

    assertThat(first.uris).containsExactly("x:1");
    assertThat(second.uris).containsExactly("x:2");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///docs, file:///docs/a/b.txt, true",
    "file:///docs/, file:///docs/a/b.txt, true",
    "file:///docs/a, file:///docs/a, true",
    "file:///docs/a, file:///docs/ab, false",
    "file:///docs/a/b, file:///docs/a, false",
  })
  void resourceBelowTheOneSubscribedTo_countsToo(String subscribed, String told, boolean heard) {
    open(a, subscribed, first);

    subscriptions.resourceUpdated(A, told);

    assertThat(first.uris).isEqualTo(heard ? List.of(told) : List.of());
  }

  @Test
  void whoLeft_hearsNothing() throws InterruptedException {
    open(a, "x:1", first);
    open(a, "x:2", first);
    open(a, "x:2", second);
    a.all();

    subscriptions.leave(first);

    assertThat(a.next()).isEqualTo("unsubscribe x:1");
    subscriptions.resourceUpdated(A, "x:1");
    subscriptions.resourceUpdated(A, "x:2");
    assertThat(first.uris).isEmpty();
    assertThat(second.uris).containsExactly("x:2");
  }

  @Test
  void newConnection_getsTheSubscriptionsAgain() throws InterruptedException {
    open(a, "x:1", first);
    open(a, "x:2", first);
    open(b, "x:3", first);
    close("x:2", first);
    a.all();
    b.all();

    subscriptions.connected(A);

    assertThat(a.next()).isEqualTo("subscribe x:1");
    subscriptions.leave(first);
    assertThat(List.of(a.next(), b.next())).containsExactly("unsubscribe x:1", "unsubscribe x:3");
  }

  @Test
  void refused_isNotSubscribed_andTheNextIsAskedAnew() {
    a.answer = NO;

    assertThat(open(a, "x:1", first)).isEqualTo(NO);
    subscriptions.resourceUpdated(A, "x:1");
    a.answer = new CallOutcome.Answered(Json.object());
    open(a, "x:1", second);

    assertThat(first.uris).isEmpty();
    assertThat(a.all()).containsExactly("subscribe x:1", "subscribe x:1");
  }

  @Test
  void lastLeavesWhileAnotherComes_theBackendEndsSubscribed() throws InterruptedException {
    open(a, "x:1", first);
    assertThat(a.next()).isEqualTo("subscribe x:1");
    a.gate = new CountDownLatch(1);
    var leaving = Thread.ofVirtual().start(() -> close("x:1", first));
    assertThat(a.next()).isEqualTo("unsubscribe x:1");
    var coming = Thread.ofVirtual().start(() -> open(a, "x:1", second));

    a.gate.countDown();
    leaving.join();
    coming.join();

    assertThat(a.all()).containsExactly("subscribe x:1");
    subscriptions.resourceUpdated(A, "x:1");
    assertThat(second.uris).containsExactly("x:1");
  }

  @Test
  void turnThatABackendNeverGivesBack_isWaitedForOnlyAsLongAsACallMayBeSilent()
      throws InterruptedException {
    a.gate = new CountDownLatch(1);
    var hanging = Thread.ofVirtual().start(() -> open(a, "x:1", first));
    assertThat(a.next()).isEqualTo("subscribe x:1");
    a.silence = Duration.ofMillis(1);

    assertThat(open(a, "x:1", second)).isEqualTo(new CallOutcome.DeadlinePassed(a.silence));

    a.gate.countDown();
    hanging.join();
    subscriptions.resourceUpdated(A, "x:1");
    assertThat(first.uris).containsExactly("x:1");
    assertThat(second.uris).isEmpty();
  }

  @Test
  void whoGaveUpItsTurnToUnsubscribe_leavesNothingAtTheBackend() throws InterruptedException {
    a.gate = new CountDownLatch(1);
    var hanging = Thread.ofVirtual().start(() -> open(a, "x:1", first));
    assertThat(a.next()).isEqualTo("subscribe x:1");
    a.silence = Duration.ofMillis(1);
    close("x:1", first);

    a.gate.countDown();
    hanging.join();

    assertThat(a.next()).isEqualTo("unsubscribe x:1");
  }

  @Test
  void backendsThatHangWhenASessionLeaves_areAllToldAtOnce() throws InterruptedException {
    open(a, "x:1", first);
    open(b, "x:2", first);
    a.all();
    b.all();
    a.gate = new CountDownLatch(1);
    b.gate = a.gate;

    subscriptions.leave(first);
    assertThat(List.of(a.next(), b.next())).containsExactly("unsubscribe x:1", "unsubscribe x:2");

    a.gate.countDown();
  }

  @Test
  void resumedWhileTheLastIsAboutToLeave_isToldOnlyWhenTheBackendHasItForSure()
      throws InterruptedException {
    open(a, "x:1", first);
    a.beforeTurn =
        () -> {
          a.beforeTurn = () -> FakeIndex.pass(a.gate);
          a.gate = new CountDownLatch(1);
          subscriptions.resume(Map.of("x:1", a), second);
        };

    close("x:1", first);
    assertThat(second.uris).isEmpty();
    a.gate.countDown();

    assertThat(second.next()).isEqualTo("x:1");
    assertThat(a.all()).containsExactly("subscribe x:1");
  }

  @Test
  void firstLeavesWhileItsSubscriptionIsUnderWay_theNextIsNotUnsubscribedWithIt()
      throws InterruptedException {
    a.gate = new CountDownLatch(1);
    var asking = Thread.ofVirtual().start(() -> open(a, "x:1", first));
    assertThat(a.next()).isEqualTo("subscribe x:1");
    var leaving = Thread.ofVirtual().start(() -> close("x:1", first));
    do {
      first.uris.clear();
      subscriptions.resourceUpdated(A, "x:1");
    } while (!first.uris.isEmpty());
    var coming = Thread.ofVirtual().start(() -> open(a, "x:1", second));
    do {
      subscriptions.resourceUpdated(A, "x:1");
    } while (second.uris.isEmpty());

    a.gate.countDown();
    asking.join();
    leaving.join();
    coming.join();

    assertThat(a.all()).isEmpty();
  }

  @Test
  void resourceThatMovedToAnotherBackend_isHeardFromThatAlone() throws InterruptedException {
    open(a, "x:1", first);
    open(b, "x:1", first);

    assertThat(List.of(a.next(), a.next())).containsExactly("subscribe x:1", "unsubscribe x:1");
    subscriptions.resourceUpdated(A, "x:1");
    assertThat(first.uris).isEmpty();
    subscriptions.resourceUpdated(B, "x:1");
    assertThat(first.uris).containsExactly("x:1");
  }

  @Test
  void subscribedAfterTheSessionEnded_isRefusedAndHeldNowhere() {
    subscriptions.leave(first);

    assertThat(open(a, "x:1", first)).isInstanceOf(CallOutcome.Unavailable.class);

    subscriptions.resourceUpdated(A, "x:1");
    assertThat(a.all()).isEmpty();
    assertThat(first.uris).isEmpty();
  }

  @Test
  void refusalInTheLog_hasItsCodeButNotTheBackendsText() {
    assertThat(Feed.kind(NO)).isEqualTo("Refused -32601");
    assertThat(Feed.kind(new CallOutcome.Unavailable("secret", false))).isEqualTo("Unavailable");
  }

  @Test
  void moreThanOneSubscriberMayHave_areRefused() {
    for (int i = 0; i < Subscriptions.MOST_OF_ONE; i++) {
      open(a, "x:" + i, first);
    }

    assertThat(open(a, "x:one too many", first)).isInstanceOf(CallOutcome.Refused.class);
    assertThat(open(a, "x:0", first)).isInstanceOf(CallOutcome.Answered.class);
    assertThat(open(a, "x:one too many", second)).isInstanceOf(CallOutcome.Answered.class);
  }
}
