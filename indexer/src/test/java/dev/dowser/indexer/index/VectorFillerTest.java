package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The filler with its thread in the test's hand. */
@Timeout(60)
final class VectorFillerTest {
  private final HandThread thread = new HandThread();
  private final VectorCache cache = VectorCache.inMemory();
  private final Refusing embedder = new Refusing();
  private final List<ToolEntry> entries =
      IntStream.range(0, 7)
          .mapToObj(i -> tool("server", "tool" + i, "Does thing " + i + "."))
          .map(exposed -> new ToolEntry(exposed.name(), exposed))
          .toList();
  private final VectorFiller filler =
      new VectorFiller(cache, StagedEmbedderSource.ready(embedder), thread, () -> entries);

  @AfterEach
  void close() {
    thread.close();
    cache.close();
  }

  @Test
  void documents_goInTheBatchesThatTheEmbedderWants() {
    filler.wake();
    thread.runAll();

    assertThat(embedder.batches).containsExactly(3, 3, 3, 3, 1, 1);
    assertThat(filler.pending(entries)).isZero();
  }

  @Test
  void shareOfWordsThatTheModelKnows_comesAlong() {
    assertThat(filler.queries(List.of("lamp")).getFirst().orElseThrow().wholeWords()).hasValue(0.7);
  }

  @Test
  void pauseThatIsAskedFor_isKept() {
    embedder.refusal = new EmbeddingException(Reason.BUSY, "later", Duration.ofSeconds(17));
    filler.wake();
    thread.runNext();

    assertThat(thread.pauses).containsExactly(0L, 17_000L);
    thread.runAll();
    assertThat(filler.pending(entries)).isZero();
  }

  @Test
  void embedderThatIsAway_isNotAskedUntilItIsBack() {
    embedder.refusal = new EmbeddingException(Reason.AWAY, "gone");
    filler.wake();
    thread.runAll();

    assertThat(thread.pauses).containsExactly(0L);
    assertThat(filler.pending(entries)).isEqualTo(7);

    filler.wake();
    thread.runAll();
    assertThat(filler.pending(entries)).isZero();
  }

  /** Runs nothing by itself. */
  private static final class HandThread extends ScheduledThreadPoolExecutor {
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();

    HandThread() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      waiting.add(task);
      pauses.add(unit.toMillis(delay));
      return super.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
    }

    void runNext() {
      waiting.removeFirst().run();
    }

    void runAll() {
      while (!waiting.isEmpty()) {
        runNext();
      }
    }
  }

  /** Three documents at once; refuses one call if it is told to. */
  private static final class Refusing implements Embedder {
    private final FixedEmbedder sound = new FixedEmbedder();
    private final List<Integer> batches = new ArrayList<>();
    private @Nullable EmbeddingException refusal;

    @Override
    public EmbeddingSpace space() {
      return sound.space();
    }

    @Override
    public int documentsAtOnce() {
      return 3;
    }

    @Override
    public List<Embedding> embedDocuments(List<String> texts) {
      var refused = refusal;
      refusal = null;
      if (refused != null) {
        throw refused;
      }
      batches.add(texts.size());
      return sound.embedDocuments(texts);
    }

    @Override
    public Embedding embedQuery(String text) {
      return new Embedding(sound.embedQuery(text).values(), OptionalDouble.of(0.7));
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
