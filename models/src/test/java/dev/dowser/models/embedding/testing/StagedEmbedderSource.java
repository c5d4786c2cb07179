package dev.dowser.models.embedding.testing;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A source that a test moves between its states. Thread-safe. */
public final class StagedEmbedderSource implements EmbedderSource {
  private final List<Consumer<EmbedderState>> listeners = new ArrayList<>();
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

  /** Becomes ready and calls the listeners on this thread. */
  public void becomeReady(Embedder embedder) {
    settle(new EmbedderState.Ready(embedder));
  }

  /** Has no model and calls the listeners on this thread. */
  public void becomeUnavailable(String reason) {
    settle(new EmbedderState.Unavailable(reason));
  }

  @Override
  public synchronized EmbedderState state() {
    return state;
  }

  @Override
  public void whenSettled(Consumer<EmbedderState> listener) {
    EmbedderState now;
    synchronized (this) {
      listeners.add(listener);
      now = state;
    }
    if (!(now instanceof EmbedderState.Loading)) {
      listener.accept(now);
    }
  }

  @Override
  public void close() {
    if (state() instanceof EmbedderState.Ready(var embedder)) {
      embedder.close();
    }
  }

  private void settle(EmbedderState next) {
    List<Consumer<EmbedderState>> all;
    synchronized (this) {
      state = next;
      all = List.copyOf(listeners);
    }
    all.forEach(listener -> listener.accept(next));
  }
}
