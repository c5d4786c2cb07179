package dev.dowser.models.embedding;

import java.util.function.Consumer;

/** The embedder as it becomes available: models load off the start path. Thread-safe. */
public interface EmbedderSource extends AutoCloseable {

  /** The state now; never blocks. */
  EmbedderState state();

  /**
   * Calls the listener once, when the state is no longer {@link EmbedderState.Loading}; at once if
   * that is already so. The listener runs on the loading thread or the caller's.
   */
  void whenSettled(Consumer<EmbedderState> listener);

  /** Stops loading and closes the embedder if there is one. */
  @Override
  void close();
}
