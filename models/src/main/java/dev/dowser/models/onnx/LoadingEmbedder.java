package dev.dowser.models.onnx;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbedderState.Loading;
import dev.dowser.models.embedding.EmbedderState.Ready;
import dev.dowser.models.embedding.EmbedderState.Unavailable;
import dev.dowser.models.embedding.EmbeddingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads an embedder on a thread of its own, and closes it. Thread-safe. */
public final class LoadingEmbedder implements EmbedderSource {
  private static final Logger LOG = LoggerFactory.getLogger(LoadingEmbedder.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final String CLOSED = "closed";

  private final String name;
  private final Thread loader;
  private final List<Consumer<EmbedderState>> waiting = new ArrayList<>();
  private EmbedderState state = new Loading();

  private LoadingEmbedder(String name, Supplier<Embedder> model) {
    this.name = name;
    this.loader =
        Thread.ofPlatform().daemon().name("embedding-loader").unstarted(() -> load(model));
  }

  /**
   * Begins to load and returns at once.
   *
   * @param dataFolder where bundled models and native libraries are unpacked, once
   */
  public static LoadingEmbedder start(EmbeddingModel model, Path dataFolder) {
    return start(model.name(), () -> OnnxEmbedder.load(model, dataFolder));
  }

  /** Like {@link #start(EmbeddingModel, Path)}, but begins when {@link #startLoading()} says so. */
  public static LoadingEmbedder prepare(EmbeddingModel model, Path dataFolder) {
    return prepare(model.name(), () -> OnnxEmbedder.load(model, dataFolder));
  }

  static LoadingEmbedder prepare(String name, Supplier<Embedder> model) {
    return new LoadingEmbedder(name, model);
  }

  /** Like {@link #start(EmbeddingModel, Path)}, leaving nothing on disk. */
  public static LoadingEmbedder startWithoutFolder(EmbeddingModel model) {
    return start(
        model.name(),
        () -> {
          try (PassingFolder folder = PassingFolder.create()) {
            return OnnxEmbedder.load(model, folder.path());
          }
        });
  }

  static LoadingEmbedder start(String name, Supplier<Embedder> model) {
    LoadingEmbedder source = new LoadingEmbedder(name, model);
    source.startLoading();
    return source;
  }

  @Override
  public synchronized void startLoading() {
    if (state instanceof Loading && loader.getState() == Thread.State.NEW) {
      loader.start();
    }
  }

  @Override
  public synchronized EmbedderState state() {
    return state;
  }

  @Override
  public void whenSettled(Consumer<EmbedderState> listener) {
    EmbedderState settled;
    synchronized (this) {
      if (state instanceof Loading) {
        waiting.add(listener);
        return;
      }
      settled = state;
    }
    listener.accept(settled);
  }

  @Override
  public void close() {
    EmbedderState before;
    synchronized (this) {
      before = state;
      if (before instanceof Ready) {
        state = new Unavailable(CLOSED);
      }
    }
    switch (before) {
      case Ready(var embedder) -> embedder.close();
      case Loading _ -> {
        if (settle(new Unavailable(CLOSED))) {
          awaitLoader();
        } else {
          close(); // it became ready just now
        }
      }
      case Unavailable _ -> {}
    }
  }

  /** The edge of a background task: whatever happens, the state settles. */
  private void load(Supplier<Embedder> model) {
    long begun = System.nanoTime();
    try {
      Embedder embedder = model.get();
      if (settle(new Ready(embedder))) {
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        LOG.info("model {} is ready, took {} ms, space {}", name, took, embedder.space().id());
      } else {
        embedder.close();
      }
    } catch (EmbeddingException e) {
      LOG.warn("model {} is not available, search uses words alone", name, e);
      settle(new Unavailable(String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      LOG.error("model {} failed to load, search uses words alone", name, e);
      settle(new Unavailable("the model failed to load: " + e));
    }
  }

  /** False if the state was settled before; then nothing changes. */
  private boolean settle(EmbedderState settled) {
    List<Consumer<EmbedderState>> listeners;
    synchronized (this) {
      if (!(state instanceof Loading)) {
        return false;
      }
      state = settled;
      listeners = List.copyOf(waiting);
      waiting.clear();
    }
    listeners.forEach(listener -> tell(listener, settled));
    return true;
  }

  /** One listener's fault is not the others'. */
  private void tell(Consumer<EmbedderState> listener, EmbedderState settled) {
    try {
      listener.accept(settled);
    } catch (RuntimeException e) {
      LOG.error("a listener for model {} failed", name, e);
    }
  }

  private void awaitLoader() {
    if (loader.getState() == Thread.State.NEW) {
      return;
    }
    try {
      loader.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
