package dev.dowser.models.embedding.testing;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A source that a test moves from loading to ready or unavailable. Thread-safe. */
public final class StagedEmbedderSource implements EmbedderSource {
  private final List<Consumer<EmbedderState>> waiting = new ArrayList<>();
  private EmbedderState state;

  private StagedEmbedderSource(EmbedderState state) {
    this.state = state;
  }

  /** Still loading; {@link #becomeReady} or {@link #becomeUnavailable} ends that. */
  public static StagedEmbedderSource loading() {
    return new StagedEmbedderSource(new EmbedderState.Loading());
  }

  /** Ready from the start. */
  public static StagedEmbedderSource ready(Embedder embedder) {
    return new StagedEmbedderSource(new EmbedderState.Ready(embedder));
  }

  /** Without a model from the start. */
  public static StagedEmbedderSource unavailable(String reason) {
    return new StagedEmbedderSource(new EmbedderState.Unavailable(reason));
  }

  /** Settles as ready and calls the listeners on this thread. */
  public void becomeReady(Embedder embedder) {
    settle(new EmbedderState.Ready(embedder));
  }

  /** Settles without a model and calls the listeners on this thread. */
  public void becomeUnavailable(String reason) {
    settle(new EmbedderState.Unavailable(reason));
  }

  @Override
  public synchronized EmbedderState state() {
    return state;
  }

  @Override
  public void whenSettled(Consumer<EmbedderState> listener) {
    EmbedderState settled;
    synchronized (this) {
      if (state instanceof EmbedderState.Loading) {
        waiting.add(listener);
        return;
      }
      settled = state;
    }
    listener.accept(settled);
  }

  @Override
  public void close() {
    if (state() instanceof EmbedderState.Ready(var embedder)) {
      embedder.close();
    }
  }

  private void settle(EmbedderState settled) {
    List<Consumer<EmbedderState>> listeners;
    synchronized (this) {
      if (!(state instanceof EmbedderState.Loading)) {
        throw new IllegalStateException("already settled: " + state);
      }
      state = settled;
      listeners = List.copyOf(waiting);
      waiting.clear();
    }
    listeners.forEach(listener -> listener.accept(settled));
  }
}
