package dev.dowser.models.embedding;

/** Where the loading of a model stands. */
public sealed interface EmbedderState {

  /** The model is on its way; search uses words alone. */
  record Loading() implements EmbedderState {}

  /** The model answers. */
  record Ready(Embedder embedder) implements EmbedderState {}

  /**
   * The model will not come until the configuration changes; search uses words alone.
   *
   * @param reason for people: what was expected, what was found
   */
  record Unavailable(String reason) implements EmbedderState {}
}
