package dev.dowser.config;

/**
 * The model that turns text into vectors.
 *
 * @param model which one
 * @param maxTokens where texts are cut
 */
public record EmbeddingSettings(EmbeddingModel model, int maxTokens) {

  /** The bundled model that was fitted to finding tools, 256 tokens. */
  public static EmbeddingSettings defaults() {
    return new EmbeddingSettings(EmbeddingModel.Bundled.DOWSER, 256);
  }
}
