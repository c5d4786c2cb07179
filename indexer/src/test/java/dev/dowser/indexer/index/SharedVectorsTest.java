package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two indexes over one cache. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SharedVectorsTest {
  private static final ExposedTool ISSUE =
      tool("github", "create_issue", "Opens a new issue in a repository.", "repo");
  private static final ExposedTool MAIL =
      tool("mail", "send", "Sends an electronic letter to somebody.", "to");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FixedEmbedder fixed = new FixedEmbedder();
  private final HeldEmbedder embedder = new HeldEmbedder(fixed);
  private final StagedEmbedderSource source = StagedEmbedderSource.ready(embedder);
  private final VectorCache cache = VectorCache.inMemory();
  private final ToolIndex first = ToolIndex.inMemory(cache, source, Options.DEFAULT);
  private final ToolIndex second = ToolIndex.inMemory(cache, source, Options.DEFAULT);

  @AfterEach
  void close() {
    embedder.goOn.countDown();
    first.close();
    second.close();
    cache.close();
  }

  /** Waits in its first call until it is let go on; that call then may fail. */
  private static final class HeldEmbedder implements Embedder {
    private final FixedEmbedder next;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean firstFails;

    HeldEmbedder(FixedEmbedder next) {
      this.next = next;
    }

    @Override
    public EmbeddingSpace space() {
      return next.space();
    }

    @Override
    public List<Embedding> embedDocuments(List<String> texts) {
      if (calls.incrementAndGet() == 1) {
        begun.countDown();
        awaitGoOn();
        if (firstFails) {
          throw new EmbeddingException(Reason.BUSY, "the first is told to fail");
        }
      }
      return next.embedDocuments(texts);
    }

    private void awaitGoOn() {
      try {
        goOn.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Embedding embedQuery(String text) {
      return next.embedQuery(text);
    }

    @Override
    public void close() {
      next.close();
    }
  }

  @Test
  void textThatAnotherIndexEmbeds_isNotEmbeddedTwice() throws InterruptedException {
    first.apply(catalog(1, ISSUE));
    embedder.begun.await();

    second.apply(catalog(1, ISSUE, MAIL));
    while (second.status().embedded() < 3) {
      Thread.onSpinWait();
    }
    assertThat(fixed.embeddedDocuments())
        .hasSize(3)
        .noneMatch(text -> text.contains("Parameters: repo"));

    embedder.goOn.countDown();
    assertThat(first.awaitVectors(LONG)).isTrue();
    assertThat(second.awaitVectors(LONG)).isTrue();
    assertThat(fixed.embeddedDocuments()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void otherIndexFails_thisOneTakesOver() throws InterruptedException {
    embedder.firstFails = true;
    first.apply(catalog(1, ISSUE));
    embedder.begun.await();
    second.apply(catalog(1, ISSUE));
    first.apply(catalog(2));

    embedder.goOn.countDown();

    assertThat(second.awaitVectors(LONG)).isTrue();
    assertThat(fixed.embeddedDocuments()).hasSize(2);
  }
}
