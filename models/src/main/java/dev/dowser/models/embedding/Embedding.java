package dev.dowser.models.embedding;

/**
 * A vector of unit length (L2) with as many components as its {@link EmbeddingSpace} has
 * dimensions.
 *
 * <p>The array is shared, not copied: an embedding is read by millions of dot products. Nobody
 * writes to it.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Embedding(float[] values) {

  /** Number of components. */
  public int dimensions() {
    return values.length;
  }
}
