package dev.dowser.indexer.index;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Works on its documents for a while, and notes whether somebody interrupted that. */
record BusyEmbedder(Embedder sound, CountDownLatch begun, AtomicBoolean interrupted)
    implements Embedder {
  private static final long WORK_MS = 300;

  @Override
  public EmbeddingSpace space() {
    return sound.space();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    begun.countDown();
    try {
      var _ = new CountDownLatch(1).await(WORK_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      interrupted.set(true);
      Thread.currentThread().interrupt();
    }
    return sound.embedDocuments(texts);
  }

  @Override
  public Embedding embedQuery(String text) {
    return sound.embedQuery(text);
  }

  @Override
  public void close() {
    sound.close();
  }
}
