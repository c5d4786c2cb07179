package dev.dowser.models.onnx;

import dev.dowser.models.onnx.ModelFiles.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which model embeds, and how it wants to be used.
 *
 * @param name short name for people
 * @param queryPrefix put before each text that searches; may be empty
 * @param documentPrefix put before each text that is to be found; may be empty
 * @param maxTokens longer texts are cut there, special tokens included; 8 to 512
 */
public record EmbeddingModel(
    String name,
    ModelFiles files,
    Pooling pooling,
    String queryPrefix,
    String documentPrefix,
    int maxTokens) {
  private static final int DEFAULT_MAX_TOKENS = 256;
  private static final String FITTED = "dev/dowser/models/onnx/dowser-small-2/";

  /** Checks the token limit. */
  public EmbeddingModel {
    if (maxTokens < 8 || maxTokens > 512) {
      throw new IllegalArgumentException("maxTokens must be 8..512, got " + maxTokens);
    }
  }

  /** The default, fitted to finding tools ({@code docs/encoder.md}): int8, 384 dimensions. */
  public static EmbeddingModel dowserSmall() {
    return new EmbeddingModel(
        "dowser-small-2",
        new ModelFiles.Bundled(
            new Resource(
                FITTED + "model.onnx",
                "a68fdc4ca0385b9476b2f69214ebed0582e70dc81af9dc652db2f30c4f4e033f"),
            new Resource(
                FITTED + "tokenizer.json",
                "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
            Optional.of(
                new Resource(
                    FITTED + "cohort.i8",
                    "84d6b70a2fb34da405c6ac8963d80e8066e390c3cf062eec0d07d62e61f2c576"))),
        Pooling.MEAN,
        "",
        "",
        DEFAULT_MAX_TOKENS);
  }

  /**
   * Slower than {@link #dowserSmall} and not fitted to finding tools: int8, 384 dimensions,
   * English.
   */
  public static EmbeddingModel bgeSmall() {
    return new EmbeddingModel(
        "bge-small-en-v1.5",
        new ModelFiles.Bundled(
            new Resource(
                "bge-small-en-v1.5-q.onnx",
                "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4"),
            new Resource(
                "bge-small-en-v1.5-q-tokenizer.json",
                "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"),
            Optional.empty()),
        Pooling.CLS,
        "Represent this sentence for searching relevant passages: ",
        "",
        DEFAULT_MAX_TOKENS);
  }

  /** What {@link #dowserSmall} was fitted from; twice as fast as {@link #bgeSmall}: int8, 384. */
  public static EmbeddingModel miniLm() {
    return new EmbeddingModel(
        "all-minilm-l6-v2",
        new ModelFiles.Bundled(
            new Resource(
                "all-minilm-l6-v2-q.onnx",
                "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"),
            new Resource(
                "all-minilm-l6-v2-q-tokenizer.json",
                "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
            Optional.empty()),
        Pooling.MEAN,
        "",
        "",
        DEFAULT_MAX_TOKENS);
  }

  /** The models that come with Dowser, the default first. */
  public static List<EmbeddingModel> bundled() {
    return List.of(dowserSmall(), bgeSmall(), miniLm());
  }

  /** The bundled model of that name. */
  public static Optional<EmbeddingModel> bundled(String name) {
    return bundled().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** A model of the user's: {@code model.onnx} and {@code tokenizer.json} in one folder. */
  public static EmbeddingModel inFolder(Path folder, Pooling pooling) {
    return new EmbeddingModel(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        new ModelFiles.Folder(folder),
        pooling,
        "",
        "",
        DEFAULT_MAX_TOKENS);
  }

  /** The same model with other prefixes. */
  public EmbeddingModel withPrefixes(String query, String document) {
    return new EmbeddingModel(name, files, pooling, query, document, maxTokens);
  }

  /** The same model with another token limit. */
  public EmbeddingModel withMaxTokens(int limit) {
    return new EmbeddingModel(name, files, pooling, queryPrefix, documentPrefix, limit);
  }
}
