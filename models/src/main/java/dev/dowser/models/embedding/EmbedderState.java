package dev.dowser.models.embedding;

/** Where the loading of a model stands. */
public sealed interface EmbedderState {

  /** The model is on its way; search uses words alone. */
  record Loading() implements EmbedderState {}

  /** The model answers. */
  record Ready(Embedder embedder) implements EmbedderState {}

  /**
   * There is no model; search uses words alone. A server may come back, a file does not.
   *
   * @param reason for people: what was expected, what was found
   */
  record Unavailable(String reason) implements EmbedderState {}
}
