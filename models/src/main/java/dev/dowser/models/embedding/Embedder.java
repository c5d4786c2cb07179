package dev.dowser.models.embedding;

import java.util.List;

/**
 * Turns texts into embeddings of one space. Thread-safe; calls block, and those over the
 * implementation's capacity are refused with {@link EmbeddingException} rather than queued without
 * bound.
 */
public interface Embedder extends AutoCloseable {

  /** The space of every vector this embedder returns; never changes. */
  EmbeddingSpace space();

  /** Vectors in this space to judge queries by; empty if the model brings none. */
  default Cohort cohort() {
    return Cohort.NONE;
  }

  /** How many documents one call should have, where there are many. */
  default int documentsAtOnce() {
    return 16;
  }

  /**
   * Embeds texts that are to be found. Longer texts are cut at the space's token limit.
   *
   * @param texts any number, empty strings included
   * @return one embedding per text, in the same order
   * @throws EmbeddingException if the model is broken, away, closed or over its capacity
   */
  List<Embedding> embedDocuments(List<String> texts);

  /**
   * Embeds a text that searches; goes ahead of documents that wait.
   *
   * @throws EmbeddingException if the model is broken, away, closed or over its capacity
   */
  Embedding embedQuery(String text);

  /**
   * Embeds texts that search together, at the same time if that is faster.
   *
   * @return one embedding per text, in the same order
   * @throws EmbeddingException as for one text; then for all of them
   */
  default List<Embedding> embedQueries(List<String> texts) {
    return texts.stream().map(this::embedQuery).toList();
  }

  /** Frees native memory; later calls are refused. May be called twice. */
  @Override
  void close();
}
