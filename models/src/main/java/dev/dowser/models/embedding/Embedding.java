package dev.dowser.models.embedding;

import java.util.OptionalDouble;

/**
 * A vector of unit length (L2) with as many components as its {@link EmbeddingSpace} has
 * dimensions.
 *
 * <p>The array is shared, not copied: an embedding is read by millions of dot products. Nobody
 * writes to it.
 *
 * @param values the components
 * @param wholeWords share of the text's words of two letters or more that the model's tokenizer
 *     keeps in one piece, 0..1: of an English model nearly all of an English text, mostly fewer of
 *     one in another language or badly misspelt. Empty if the text has no such word or nobody knows
 */
@SuppressWarnings("ArrayRecordComponent")
public record Embedding(float[] values, OptionalDouble wholeWords) {

  /** Of a model that does not tell how it reads a text. */
  public Embedding(float[] values) {
    this(values, OptionalDouble.empty());
  }

  /** Number of components. */
  public int dimensions() {
    return values.length;
  }
}
