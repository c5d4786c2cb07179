package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes first, who is refused, and what closing does; with a model that waits to be told. */
@Timeout(30)
final class OnnxEmbedderTest {
  private static final EmbeddingModel MODEL = EmbeddingModel.bgeSmall().withPrefixes("", "");

  private final List<String> encoded = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger freed = new AtomicInteger();
  private final CountDownLatch freeing = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final OnnxEmbedder embedder =
      new OnnxEmbedder(
          MODEL,
          new OnnxEmbedder.Traits(new EmbeddingSpace("0".repeat(64), "slow", 1), Cohort.NONE),
          this::encode,
          oneThread());

  private InferenceThreads oneThread() {
    return new InferenceThreads(
        1,
        () -> {
          freed.incrementAndGet();
          freeing.countDown();
        });
  }

  private Embedding encode(String text) {
    begun.release();
    mayEnd.acquireUninterruptibly();
    if (text.equals("broken")) {
      throw new EmbeddingException(Reason.BROKEN, "the model failed on " + text);
    }
    encoded.add(text);
    return new Embedding(new float[] {text.length()});
  }

  @AfterEach
  void end() {
    mayEnd.release(10_000);
    embedder.close();
    callers.close();
  }

  @Test
  void query_goesAheadOfWaitingDocuments() throws InterruptedException {
    Future<List<Embedding>> documents =
        callers.submit(() -> embedder.embedDocuments(List.of("a", "b", "c")));
    begun.acquire();
    Future<Embedding> query = callers.submit(() -> embedder.embedQuery("q"));
    awaitWaiting(3);
    mayEnd.release(4);

    assertThat(documents).succeedsWithin(Duration.ofSeconds(10));
    assertThat(query).succeedsWithin(Duration.ofSeconds(10));
    assertThat(encoded).containsExactly("a", "q", "b", "c");
  }

  @Test
  void manyDocuments_comeBackInOrder() {
    mayEnd.release(100);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      texts.add("x".repeat(i));
    }

    List<Embedding> embeddings = embedder.embedDocuments(texts);

    assertThat(embeddings).extracting(each -> (int) each.values()[0]).isSorted().hasSize(100);
  }

  @Test
  void tooManyQueries_areRefusedAsBusy() {
    List<Future<Embedding>> waiting = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      waiting.add(callers.submit(() -> embedder.embedQuery("q")));
    }
    awaitWaiting(63);

    assertThatThrownBy(() -> embedder.embedQuery("one more"))
        .hasMessageContaining("64 queries")
        .satisfies(thrown -> hasReason(thrown, Reason.BUSY));
    mayEnd.release(64);
    assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(10)));
    mayEnd.release();
    assertThat(embedder.embedQuery("later").values()).containsExactly(5);
  }

  @Test
  void tooManyDocumentCalls_areRefusedAsBusyAndLeaveQueriesAlone() {
    for (int i = 0; i < 32; i++) {
      var _ = callers.submit(() -> embedder.embedDocuments(List.of("a")));
    }
    awaitWaiting(31);

    assertThatThrownBy(() -> embedder.embedDocuments(List.of("one more")))
        .satisfies(thrown -> hasReason(thrown, Reason.BUSY));
    var query = callers.submit(() -> embedder.embedQuery("q"));
    awaitWaiting(32);
    mayEnd.release(2);
    assertThat(query)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(found -> assertThat(found.values()).containsExactly(1));
  }

  @Test
  void oneCall_neverFillsTheQueue() {
    var _ = callers.submit(() -> embedder.embedDocuments(Collections.nCopies(1_000, "a")));
    awaitWaiting(7);

    assertThat(embedder.waiting()).isEqualTo(7);
  }

  @Test
  void brokenModel_isSaidToTheCaller() {
    mayEnd.release(10);

    assertThatThrownBy(() -> embedder.embedDocuments(List.of("a", "broken", "b")))
        .hasMessageContaining("failed on broken")
        .satisfies(thrown -> hasReason(thrown, Reason.BROKEN));
  }

  @Test
  void interruptedCaller_stopsAndKeepsTheFlag() throws InterruptedException {
    var flag = new AtomicInteger();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              assertThatThrownBy(() -> embedder.embedQuery("q"))
                  .satisfies(thrown -> hasReason(thrown, Reason.BUSY));
              flag.set(Thread.currentThread().isInterrupted() ? 1 : -1);
            });
    begun.acquire();
    caller.interrupt();
    caller.join();

    assertThat(flag).hasValue(1);
  }

  @Test
  void closing_refusesWhatWaitsAndFreesTheModelAfterWhatRuns() throws InterruptedException {
    Future<Embedding> running = callers.submit(() -> embedder.embedQuery("running"));
    begun.acquire();
    Future<Embedding> waiting = callers.submit(() -> embedder.embedQuery("waiting"));
    awaitWaiting(1);

    Future<?> closed = callers.submit(embedder::close);

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .satisfies(thrown -> hasReason(thrown, Reason.CLOSED));
    assertThat(freed).hasValue(0);
    mayEnd.release();
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    freeing.await();
    assertThat(freed).hasValue(1);
  }

  private void awaitWaiting(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (embedder.waiting() < count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(embedder.waiting()).isGreaterThanOrEqualTo(count);
  }

  private static void hasReason(Throwable thrown, Reason reason) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
