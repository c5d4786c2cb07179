package dev.dowser.indexer.evaluation;

import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Embeds no query twice, for runs that ask the same queries often and measure no time. */
final class RememberedQueries implements EmbedderSource, Embedder {
  private final Embedder embedder;
  private final Map<String, Embedding> known = new ConcurrentHashMap<>();

  RememberedQueries(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public EmbedderState state() {
    return new EmbedderState.Ready(this);
  }

  @Override
  public void whenSettled(Consumer<EmbedderState> listener) {
    listener.accept(state());
  }

  @Override
  public EmbeddingSpace space() {
    return embedder.space();
  }

  @Override
  public Cohort cohort() {
    return embedder.cohort();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    return embedder.embedDocuments(texts);
  }

  @Override
  public Embedding embedQuery(String text) {
    return known.computeIfAbsent(text, embedder::embedQuery);
  }

  @Override
  public void close() {
    // the embedder is its owner's
  }
}
