package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The links on real threads and in real time. */
final class LiveBackendsTest {
  private static final BackendId GOOD = new BackendId("good");
  private static final BackendId HUNG = new BackendId("hung");

  private final CountDownLatch forever = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final List<ConnectedBackends> started = new ArrayList<>();

  @AfterEach
  void closeAll() {
    forever.countDown();
    started.forEach(ConnectedBackends::close);
  }

  private ConnectedBackends start(List<BackendPlan> plans, BackendListener... listeners) {
    var backends =
        new ConnectedBackends(
            plans,
            DiscoveryPlan.every(Duration.ofMinutes(5)),
            List.of(listeners),
            InstantSource.system(),
            new Random(3));
    started.add(backends);
    backends.start();
    return backends;
  }

  private static BackendPlan plan(BackendId id, ScriptedConnector connector) {
    return plan(id, connector, Duration.ofSeconds(20));
  }

  private static BackendPlan plan(BackendId id, ScriptedConnector connector, Duration start) {
    return new BackendPlan(id, connector, start, Duration.ofSeconds(20));
  }

  private ScriptedConnection connectNever(ConnectionListener listener) {
    entered.countDown();
    if (await(forever)) {
      return ScriptedConnector.offering().connect(listener);
    }
    throw new GatewayException(ErrorCode.BACKEND_UNREACHABLE, "interrupted");
  }

  private ScriptedConnection connectWhenReleased(ConnectionListener listener) {
    entered.countDown();
    if (await(released)) {
      return ScriptedConnector.offering("a").connect(listener);
    }
    throw new GatewayException(ErrorCode.BACKEND_UNREACHABLE, "not released");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Backend find(ConnectedBackends backends, BackendId id) {
    return backends.find(id).orElseThrow();
  }

  private static CallOutcome call(Backend backend, String text) {
    return backend.call("tools/call", Json.object().put("text", text), Caller.NONE);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void fiftyProcessesAtOnce_startEightAtATime() throws InterruptedException {
    var eight = new CountDownLatch(8);
    var nine = new CountDownLatch(9);
    var plans = new ArrayList<BackendPlan>();
    for (var i = 0; i < 50; i++) {
      var connector =
          ScriptedConnector.stdio()
              .follow(listener -> {
                eight.countDown();
                nine.countDown();
                var _ = await(released);
                return ScriptedConnector.offering("a").connect(listener);
              });
      plans.add(plan(new BackendId("process" + i), connector));
    }
    var backends = start(plans);

    assertThat(eight.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(nine.await(200, TimeUnit.MILLISECONDS)).isFalse();
    released.countDown();
    for (var plan : plans) {
      assertThat(call(find(backends, plan.id()), "hello")).isInstanceOf(CallOutcome.Answered.class);
    }
  }

  @Test
  void manyHang_theOthersAreReady() {
    var plans = new ArrayList<BackendPlan>();
    for (var i = 0; i < 40; i++) {
      plans.add(
          plan(new BackendId("hung" + i), ScriptedConnector.http().follow(this::connectNever)));
    }
    plans.add(plan(GOOD, ScriptedConnector.http("a")));
    var backends = start(plans);

    assertThat(call(find(backends, GOOD), "hello")).isInstanceOf(CallOutcome.Answered.class);
    assertThat(backends.statuses().getFirst().state()).isEqualTo(State.CONNECTING);
  }

  @Test
  void callBeforeTheFirstConnection_waitsForIt() throws ExecutionException, InterruptedException {
    var backends =
        start(List.of(plan(GOOD, ScriptedConnector.http().follow(this::connectWhenReleased))));
    assertThat(await(entered)).isTrue();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcome = threads.submit(() -> call(find(backends, GOOD), "early"));
      released.countDown();

      assertThat(outcome.get())
          .isEqualTo(new CallOutcome.Answered(Json.object().put("text", "early")));
    }
  }

  @Test
  void thousandCallsAtOnce_eachGetsItsOwnAnswer() throws ExecutionException, InterruptedException {
    var backend = find(start(List.of(plan(GOOD, ScriptedConnector.http("a")))), GOOD);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<Future<CallOutcome>>();
      for (var i = 0; i < 1_000; i++) {
        var text = "call " + i;
        outcomes.add(threads.submit(() -> call(backend, text)));
      }

      for (var i = 0; i < 1_000; i++) {
        assertThat(outcomes.get(i).get())
            .isEqualTo(new CallOutcome.Answered(Json.object().put("text", "call " + i)));
      }
    }
  }

  @Test
  void rediscoverOfAHangingBackend_endsWithItsStartTimeout() {
    var connector = ScriptedConnector.http().follow(this::connectNever);
    var backends = start(List.of(plan(HUNG, connector, Duration.ofSeconds(1))));

    var began = System.nanoTime();
    var failures = backends.rediscover(Set.of());

    assertThat(failures).isEqualTo(Map.of(HUNG, "no answer within 1 s"));
    assertThat(since(began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
  }

  @Test
  void rediscoverFromManyThreads_joinsOneDiscovery()
      throws ExecutionException, InterruptedException {
    var listings = new AtomicInteger();
    var connector =
        ScriptedConnector.http()
            .follow(listener ->
                new ScriptedConnection(
                    listener,
                    (_, _, _) -> {
                      listings.incrementAndGet();
                      entered.countDown();
                      assertThat(await(released)).isTrue();
                      return new CallOutcome.Answered(ScriptedConnector.list("a"));
                    }));
    var backends = start(List.of(plan(GOOD, connector)));
    assertThat(await(entered)).isTrue();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new CountDownLatch(10);
      var answers = new ArrayList<Future<Map<BackendId, String>>>();
      for (var i = 0; i < 10; i++) {
        answers.add(
            threads.submit(() -> {
              asked.countDown();
              return backends.rediscover(Set.of());
            }));
      }
      assertThat(await(asked)).isTrue();
      released.countDown();

      for (var answer : answers) {
        assertThat(answer.get()).isEmpty();
      }
    }
    // A thread may ask just after the first discovery ended; then it has a second to join.
    assertThat(listings.get()).isBetween(1, 3);
  }

  @Test
  void newsOfOneBackend_comesOneAtATime() {
    var inside = new AtomicInteger();
    var overlaps = new AtomicInteger();
    var connector = ScriptedConnector.http("a");
    var backends =
        start(
            List.of(plan(GOOD, connector)),
            new BackendListener() {
              @Override
              public void discovered(BackendSnapshot snapshot) {
                if (inside.incrementAndGet() > 1) {
                  overlaps.incrementAndGet();
                }
                Thread.onSpinWait();
                inside.decrementAndGet();
              }

              @Override
              public void lost(BackendId backend) {
                throw new IllegalStateException("a listener that fails");
              }
            });

    for (var i = 0; i < 50; i++) {
      assertThat(backends.rediscover(Set.of())).isEmpty();
      connector.last().breakDown("again");
    }

    assertThat(overlaps.get()).isZero();
  }

  @Test
  void closed_endsConnectionsAndAttemptsAndLaterCallsFail() {
    var connector = ScriptedConnector.http("a");
    var backends =
        start(
            List.of(
                plan(GOOD, connector),
                plan(HUNG, ScriptedConnector.stdio().follow(this::connectNever))));
    assertThat(call(find(backends, GOOD), "hello")).isInstanceOf(CallOutcome.Answered.class);
    assertThat(await(entered)).isTrue();

    var began = System.nanoTime();
    backends.close();

    assertThat(since(began)).isLessThan(Duration.ofSeconds(3));
    assertThat(connector.last().closes()).isEqualTo(1);
    assertThat(backends.statuses()).allMatch(status -> status.state() == State.STOPPED);
    assertThat(call(find(backends, GOOD), "late"))
        .isEqualTo(
            new CallOutcome.Unavailable(
                "backend 'good' is not available: the gateway is stopping", false));
  }

  @Test
  void connectionThatArrivesAfterTheEnd_isClosed() {
    var connector = ScriptedConnector.http();
    connector.follow(listener -> {
      entered.countDown();
      // A connector that does not heed the interrupt.
      var interrupted = !await(forever);
      assertThat(interrupted).isTrue();
      return ScriptedConnector.offering().connect(listener);
    });
    var backends = start(List.of(plan(HUNG, connector)));
    assertThat(await(entered)).isTrue();

    backends.close();

    assertThat(connector.last().closes()).isEqualTo(1);
  }

  @Test
  void connectionsThatDoNotClose_holdTheEndForFourSecondsAtMost() {
    var connector = ScriptedConnector.http();
    connector.follow(listener ->
        new ScriptedConnection(
            listener,
            (_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list("a")),
            () -> assertThat(await(forever)).isFalse()));
    var plans = new ArrayList<BackendPlan>();
    for (var i = 0; i < 20; i++) {
      plans.add(plan(new BackendId("b" + i), connector));
    }
    var backends = start(plans);
    assertThat(backends.rediscover(Set.of())).isEmpty();

    var began = System.nanoTime();
    backends.close();

    assertThat(since(began)).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_900));
  }
}
