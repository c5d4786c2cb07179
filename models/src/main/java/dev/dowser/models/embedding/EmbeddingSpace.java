package dev.dowser.models.embedding;

/**
 * Identity of everything that shapes a vector on the model's side: weights, tokenizer, pooling,
 * normalisation, prefixes and token limit. Vectors of different spaces are never compared.
 *
 * @param id lower-case SHA-256 in hexadecimal, 64 characters
 * @param model short name for people, such as {@code bge-small-en-v1.5-int8}
 * @param dimensions length of each vector, at least 1
 */
public record EmbeddingSpace(String id, String model, int dimensions) {

  /** Checks the dimensions. */
  public EmbeddingSpace {
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, got " + dimensions);
    }
  }
}
