package dev.dowser.models.embedding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

  /**
   * The space of everything that is listed.
   *
   * @param identity each goes into the hash with its length, so that no two lists meet
   */
  public static EmbeddingSpace of(String model, int dimensions, List<String> identity) {
    var digest = digest();
    for (var part : identity) {
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return new EmbeddingSpace(HexFormat.of().formatHex(digest.digest()), model, dimensions);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java runtime has SHA-256", e);
    }
  }
}
