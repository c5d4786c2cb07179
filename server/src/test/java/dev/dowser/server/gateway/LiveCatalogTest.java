package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.OTHER;
import static dev.dowser.server.gateway.Sample.assembler;
import static dev.dowser.server.gateway.Sample.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveCatalogTest {
  private static final Duration NO_PAUSE = Duration.ZERO;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final FakeIndex index = new FakeIndex();
  private final MemorySnapshotStore store = new MemorySnapshotStore();
  private final BlockingQueue<Catalog> heard = new LinkedBlockingQueue<>();
  private LiveCatalog live = new LiveCatalog(assembler(A, B), index, store, NO_PAUSE);

  @AfterEach
  void close() {
    live.close();
  }

  private void start() {
    live.onChange(heard::add);
    live.start();
  }

  private void settle() throws InterruptedException {
    live.awaitApplied(SOON);
  }

  @Test
  void lastKnownTools_areThereAndStaleWhenStartReturns() {
    store.save(snapshot(A, "x"));

    start();

    assertThat(live.catalog().find("a_x")).get().matches(ExposedTool::stale);
  }

  @Test
  void lastKnownTools_reachIndexAndListenersBeforeAnyBackendAnswers() throws InterruptedException {
    store.save(snapshot(A, "x"));

    start();

    assertThat(next().exposed()).containsKey("a_x");
    assertThat(index.applied).hasSize(1);
  }

  @Test
  void discoveredTools_replaceLastKnownOnes() throws InterruptedException {
    store.save(snapshot(A, "old", "both"));
    start();

    live.discovered(snapshot(A, "both", "new"));
    settle();

    assertThat(live.catalog().exposed().keySet()).containsExactly("a_both", "a_new");
    assertThat(live.catalog().exposed().values()).noneMatch(ExposedTool::stale);
  }

  @Test
  void answerLikeTheLastKnown_makesItCurrent() throws InterruptedException {
    store.save(snapshot(A, "x"));
    start();

    live.discovered(snapshot(A, "x"));
    settle();

    assertThat(live.catalog().find("a_x")).get().matches(tool -> !tool.stale());
  }

  @Test
  void firstAttemptFails_lastKnownToolsLeave() throws InterruptedException {
    store.save(snapshot(A, "x"));
    store.save(snapshot(B, "y"));
    start();

    live.lost(A);
    settle();

    assertThat(live.catalog().exposed().keySet()).containsExactly("b_y");
    assertThat(live.catalog().find("b_y")).get().matches(ExposedTool::stale);
  }

  @Test
  void lostBackendThatComesBack_hasItsToolsAgain() throws InterruptedException {
    start();
    live.discovered(snapshot(A, "x"));
    live.lost(A);
    settle();
    assertThat(live.catalog().exposed()).isEmpty();

    live.discovered(snapshot(A, "x"));
    settle();

    assertThat(live.catalog().exposed()).containsKey("a_x");
  }

  @Test
  void lostBackend_isStillLastKnownInTheNextRun() throws InterruptedException {
    start();
    live.discovered(snapshot(A, "x"));
    live.lost(A);
    settle();

    assertThat(store.load(Set.of(A))).containsExactly(snapshot(A, "x").asStale());
  }

  @Test
  void sameAnswerAgain_makesNoNewCatalog() throws InterruptedException {
    start();
    live.discovered(snapshot(A, "x"));
    settle();
    var before = live.catalog();

    live.discovered(snapshot(A, "x"));
    settle();

    assertThat(live.catalog()).isSameAs(before);
    assertThat(heard).hasSize(1);
  }

  @Test
  void versionGrowsWithEachCatalog() throws InterruptedException {
    start();
    live.discovered(snapshot(A, "x"));
    settle();
    live.discovered(snapshot(B, "x"));
    settle();

    assertThat(heard).extracting(Catalog::version).containsExactly(1L, 2L);
  }

  @Test
  void backendOfAnotherVirtualServer_isNotOurs() throws InterruptedException {
    start();

    live.discovered(snapshot(OTHER, "x"));
    live.discovered(snapshot(A, "x"));
    settle();

    assertThat(live.catalog().backends()).containsOnlyKeys(A);
    assertThat(store.load(Set.of(OTHER))).isEmpty();
  }

  @Test
  void newsWhileTheIndexWorks_makeOneCatalog() throws InterruptedException {
    index.gate = new CountDownLatch(1);
    start();
    live.discovered(snapshot(A, "first"));
    assertThat(index.begun.await(20, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 100; i++) {
      live.discovered(snapshot(A, "x" + i));
      live.discovered(snapshot(B, "x" + i));
    }

    index.gate.countDown();
    settle();

    assertThat(index.applied).hasSize(2);
    assertThat(live.catalog().exposed().keySet()).containsExactly("a_x99", "b_x99");
  }

  @Test
  void routesAreThereBeforeTheIndexFollows() throws InterruptedException {
    index.gate = new CountDownLatch(1);
    start();

    live.discovered(snapshot(A, "x"));
    assertThat(index.begun.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(live.catalog().exposed()).containsKey("a_x");
    index.gate.countDown();
  }

  @Test
  void listenersHearAfterTheIndex() throws InterruptedException {
    var versionOfIndex = new LinkedBlockingQueue<Long>();
    live.onChange(_ -> versionOfIndex.add(index.status().catalogVersion()));
    start();

    live.discovered(snapshot(A, "x"));

    assertThat(versionOfIndex.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void listenerFails_othersHearAndLaterCatalogsCome() throws InterruptedException {
    live.onChange(_ -> {
      throw new IllegalStateException("bad listener");
    });
    start();

    live.discovered(snapshot(A, "x"));
    settle();
    live.discovered(snapshot(B, "x"));
    settle();

    assertThat(heard).hasSize(2);
  }

  @Test
  void indexFails_catalogGoesOnAndTheWaiterIsTold() {
    index.broken = true;
    start();

    live.discovered(snapshot(A, "x"));

    assertThatThrownBy(this::settle)
        .isInstanceOf(GatewayException.class)
        .hasMessage("the index could not follow")
        .hasRootCauseMessage("disk full");
    assertThat(live.catalog().exposed()).containsKey("a_x");
  }

  @Test
  void indexWorksAgain_nextNewsBringItToTheCatalogEvenIfNothingChanged()
      throws InterruptedException {
    index.broken = true;
    start();
    live.discovered(snapshot(A, "x"));
    assertThatThrownBy(this::settle).isInstanceOf(GatewayException.class);
    index.broken = false;

    live.discovered(snapshot(A, "x"));
    settle();

    assertThat(index.applied).containsExactly(live.catalog());
  }

  @Test
  void indexWorksAgain_itIsBroughtToTheCatalogWithoutAnyNews() throws InterruptedException {
    var told = new LinkedBlockingQueue<Optional<String>>();
    live = new LiveCatalog(assembler(A, B), index, store, NO_PAUSE, Duration.ofMillis(1));
    live.indexHealth().onChange(told::add);
    index.broken = true;
    start();
    live.discovered(snapshot(A, "x"));
    assertThat(told.poll(20, TimeUnit.SECONDS)).contains("disk full");
    assertThat(live.indexHealth().findsNothing()).isTrue();

    index.broken = false;

    assertThat(told.poll(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(index.applied).containsExactly(live.catalog());
    assertThat(live.indexHealth().findsNothing()).isFalse();
  }

  @Test
  void indexThatTookACatalogButCannotKeepIt_isBroughtToItAgain() throws InterruptedException {
    live = new LiveCatalog(assembler(A, B), index, store, NO_PAUSE, Duration.ofMillis(1));
    start();
    live.discovered(snapshot(A, "x"));
    settle();
    index.again = new CountDownLatch(1);

    index.fault = Optional.of("cannot be committed");

    assertThat(index.again.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(index.applied.getLast()).isEqualTo(live.catalog());
    assertThat(live.indexHealth().findsNothing()).isFalse();
  }

  @Test
  void indexHangs_waiterGivesUpAtItsDeadline() {
    index.gate = new CountDownLatch(1);
    start();
    live.discovered(snapshot(A, "x"));

    assertThatThrownBy(() -> live.awaitApplied(Duration.ofMillis(50)))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("within PT0.05S");
    index.gate.countDown();
  }

  @Test
  void firstNewsAfterAQuietTime_areNotHeldBack() throws InterruptedException {
    live = new LiveCatalog(assembler(A, B), index, store, Duration.ofHours(1));
    start();

    live.discovered(snapshot(A, "x"));

    assertThat(next().exposed()).containsKey("a_x");
  }

  @Test
  void newsRightAfterACatalog_waitForThePause() throws InterruptedException {
    var pause = Duration.ofMillis(300);
    live = new LiveCatalog(assembler(A, B), index, store, pause);
    start();
    long began = System.nanoTime();
    live.discovered(snapshot(A, "x"));
    next();

    live.discovered(snapshot(B, "x"));
    next();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(pause);
  }

  @Test
  void waiter_cutsThePauseShort() throws InterruptedException {
    live = new LiveCatalog(assembler(A, B), index, store, Duration.ofHours(1));
    start();
    live.discovered(snapshot(A, "x"));
    next();

    live.discovered(snapshot(B, "x"));
    settle();

    assertThat(live.catalog().exposed()).containsKey("b_x");
  }

  @Test
  void hundredsOfAnswersAtOnce_giveTheCatalogOfAnyOtherOrder() throws InterruptedException {
    var ids =
        IntStream.range(0, 300).mapToObj(i -> new BackendId("b" + i)).toArray(BackendId[]::new);
    live = new LiveCatalog(assembler(ids), index, store, NO_PAUSE);
    start();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var id : ids) {
        threads.execute(() -> live.discovered(snapshot(id, "x", "y z", id.value())));
      }
    }
    settle();

    Map<BackendId, BackendSnapshot> all =
        Set.of(ids).stream()
            .collect(
                Collectors.toMap(Function.identity(), id -> snapshot(id, "x", "y z", id.value())));
    assertThat(live.catalog().exposed()).isEqualTo(assembler(ids).assemble(1, all).exposed());
    assertThat(index.applied.getLast()).isSameAs(live.catalog());
  }

  @Test
  void closedBeforeItsStart_endsQuietly() {
    assertThatCode(live::close).doesNotThrowAnyException();
  }

  private Catalog next() throws InterruptedException {
    @Nullable Catalog next = heard.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no catalog within 20 s");
    }
    return next;
  }
}
