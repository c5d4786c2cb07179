package dev.dowser.models.embedding;

import java.util.function.Consumer;

/**
 * The embedder as it becomes available: models load off the start path, servers come and go.
 * Thread-safe.
 */
public interface EmbedderSource extends AutoCloseable {

  /** Begins to load what was only prepared; to be called once, and never blocks. */
  default void startLoading() {}

  /** The state now; never blocks. */
  EmbedderState state();

  /**
   * Calls the listener when the state is no longer {@link EmbedderState.Loading}, at once if that
   * is already so, and again at each change after that: a server may go and come back, with another
   * model even. The listener runs on the loading thread or the caller's.
   */
  void whenSettled(Consumer<EmbedderState> listener);

  /** Stops loading and closes the embedder if there is one. */
  @Override
  void close();
}
