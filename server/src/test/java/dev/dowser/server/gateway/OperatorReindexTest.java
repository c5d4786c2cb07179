package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.OTHER;
import static dev.dowser.server.gateway.Sample.assembler;
import static dev.dowser.server.gateway.Sample.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.OperatorReindex.Part;
import dev.dowser.server.gateway.Reindex.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorReindexTest {
  private static final Duration FOR_VECTORS = Duration.ofSeconds(17);

  private final AtomicLong now = new AtomicLong();
  private final FakeIndex index = new FakeIndex();
  private final FakeBackends backends = new FakeBackends(A, B, OTHER);
  private final LiveCatalog catalog =
      new LiveCatalog(assembler(A, B), index, new MemorySnapshotStore(), Duration.ZERO);
  private final OperatorReindex reindex =
      new OperatorReindex(
          List.of(new Part("main", catalog, index)), backends, FOR_VECTORS, now::get);

  @BeforeEach
  void start() throws InterruptedException {
    catalog.start();
    catalog.discovered(snapshot(A, "same", "gone"));
    catalog.discovered(snapshot(B, "y"));
    catalog.awaitApplied(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static Wish of(BackendId backend, boolean full) {
    return new Wish(Optional.empty(), Optional.of(backend), full);
  }

  @Test
  void severalVirtualServers_reportIsTheirSum_orOfTheOneAsked() throws InterruptedException {
    var otherIndex = new FakeIndex();
    try (var other =
        new LiveCatalog(
            assembler(B, OTHER), otherIndex, new MemorySnapshotStore(), Duration.ZERO)) {
      other.start();
      var parts = List.of(new Part("main", catalog, index), new Part("ops", other, otherIndex));
      var both = new OperatorReindex(parts, backends, FOR_VECTORS, now::get);
      backends.discovery =
          which -> {
            for (var heard : List.of(catalog, other)) {
              heard.discovered(snapshot(B, "y", "z"));
            }
            return Map.of();
          };

      var all = both.run(Wish.all(true));
      var one = both.run(new Wish(Optional.of("ops"), Optional.empty(), true));

      assertThat(all.added()).isEqualTo(3);
      assertThat(one.added()).isZero();
      assertThat(backends.rediscovered).containsExactly(Set.of(A, B, OTHER), Set.of(B, OTHER));
      assertThat(index.rebuilt.get()).isEqualTo(1);
      assertThat(otherIndex.rebuilt.get()).isEqualTo(2);
    }
  }

  @Test
  void reportTellsWhatTheDiscoveryChanged() {
    backends.discovery =
        which -> {
          now.addAndGet(1_500_000_000L);
          catalog.discovered(snapshot(A, "same", "new1", "new2"));
          return Map.of();
        };

    var report = reindex.run(Wish.all(false));

    assertThat(report)
        .isEqualTo(
            new Reindex.Report(
                2,
                0,
                1,
                5,
                List.of(),
                1500,
                List.of(
                    new Reindex.BackendChange(
                        "a", List.of("a_new1", "a_new2"), List.of(), List.of("a_gone")))));
    assertThat(index.waited).isEqualTo(FOR_VECTORS);
  }

  @Test
  void withoutABackend_allOfThisVirtualServerAreAsked() {
    reindex.run(Wish.all(false));

    assertThat(backends.rediscovered).containsExactly(Set.of(A, B));
  }

  @Test
  void oneBackend_isAskedAlone() {
    reindex.run(of(B, false));

    assertThat(backends.rediscovered).containsExactly(Set.of(B));
  }

  @Test
  void failedBackends_areListedInConfigurationOrder() {
    backends.discovery = which -> Map.of(B, "refused", A, "silent");

    assertThat(reindex.run(Wish.all(false)).failedBackends()).containsExactly("a", "b");
  }

  @Test
  void onlyAFullReindexRebuilds() {
    reindex.run(Wish.all(false));
    assertThat(index.rebuilt.get()).isZero();

    reindex.run(Wish.all(true));

    assertThat(index.rebuilt.get()).isEqualTo(1);
  }

  @Test
  void unknownBackend_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> reindex.run(of(new BackendId("c\n"), false)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.BAD_PARAMETERS))
        .hasMessage("backend must be the name of a backend, got \"c \"; known: a, b");
    assertThat(backends.rediscovered).isEmpty();
  }

  @Test
  void slipInABackendsName_isAnsweredWithTheNearest() {
    var github = new BackendId("github");
    var other =
        new LiveCatalog(assembler(A, github), index, new MemorySnapshotStore(), Duration.ZERO);
    var itsReindex =
        new OperatorReindex(
            List.of(new Part("main", other, index)), backends, FOR_VECTORS, now::get);

    assertThatThrownBy(() -> itsReindex.run(of(new BackendId("Git-Hub"), false)))
        .hasMessageEndingWith("got \"Git-Hub\"; nearest: github");
  }

  @Test
  void virtualServerWithoutBackends_asksNobody() {
    var empty = new LiveCatalog(assembler(), index, new MemorySnapshotStore(), Duration.ZERO);

    new OperatorReindex(List.of(new Part("main", empty, index)), backends, FOR_VECTORS, now::get)
        .run(Wish.all(false));

    assertThat(backends.rediscovered).isEmpty();
  }

  @Test
  void secondCallWhileOneRuns_getsTheSameReport()
      throws InterruptedException, ExecutionException, TimeoutException {
    var begun = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    backends.discovery =
        which -> {
          begun.countDown();
          FakeIndex.pass(gate);
          return Map.of(A, "silent");
        };
    var first = new FutureTask<>(() -> reindex.run(Wish.all(false)));
    Thread.ofVirtual().start(first);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    var second = new FutureTask<>(() -> reindex.run(of(B, true)));
    awaitWaiting(Thread.ofVirtual().start(second));

    gate.countDown();

    assertThat(second.get(20, TimeUnit.SECONDS)).isSameAs(first.get(20, TimeUnit.SECONDS));
    assertThat(backends.rediscovered).hasSize(1);
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      if (thread.join(Duration.ofMillis(2)) || System.nanoTime() > deadline) {
        throw new AssertionError("the second call does not wait: " + thread.getState());
      }
    }
  }

  @Test
  void afterOneEnded_theNextRunsAnew() {
    reindex.run(Wish.all(false));
    reindex.run(Wish.all(false));

    assertThat(backends.rediscovered).hasSize(2);
  }

  @Test
  void indexCannotFollow_reindexSaysSoAndTheNextOneRuns() {
    index.broken = true;
    backends.discovery =
        which -> {
          catalog.discovered(snapshot(A, "new"));
          return Map.of();
        };
    assertThatThrownBy(() -> reindex.run(Wish.all(false)))
        .isInstanceOf(GatewayException.class)
        .hasMessage("the index could not follow");
    index.broken = false;

    assertThat(reindex.run(Wish.all(false)).failedBackends()).isEmpty();
  }
}
