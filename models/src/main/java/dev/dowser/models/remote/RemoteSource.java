package dev.dowser.models.remote;

import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbedderState.Loading;
import dev.dowser.models.embedding.EmbedderState.Ready;
import dev.dowser.models.embedding.EmbedderState.Unavailable;
import dev.dowser.models.embedding.EmbeddingException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to an embedding server, notices when it goes or has another model, and asks it again
 * with growing pauses of 1 s to 60 s. Thread-safe.
 */
public final class RemoteSource implements EmbedderSource {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteSource.class);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int DOUBLINGS = 6;

  private final Function<RemoteEmbedder.Watch, RemoteEmbedder> handshake;
  private final HttpCalls calls;
  private final Later later;
  private final List<Consumer<EmbedderState>> listeners = new ArrayList<>();
  private final AtomicBoolean doubted = new AtomicBoolean();
  private final Watching watching = new Watching();
  private EmbedderState state = new Loading();
  private EmbedderState told = state;
  private int failures;
  private boolean closed;

  RemoteSource(EmbeddingServer server, HttpCalls calls, KnownAnchors anchors, Later later) {
    this.handshake = new Handshake(server, calls, anchors)::shake;
    this.calls = calls;
    this.later = later;
  }

  /**
   * Begins to connect and returns at once.
   *
   * @param client stays its owner's; must not follow redirects
   * @param folder where it is kept which models were seen
   */
  public static RemoteSource start(EmbeddingServer server, HttpClient client, Path folder) {
    var source =
        new RemoteSource(
            server,
            new HttpCalls(client, server.headers()),
            new KnownAnchors(folder),
            new OwnThread());
    source.begin();
    return source;
  }

  void begin() {
    later.after(Duration.ZERO, this::connect);
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
    if (!(now instanceof Loading)) {
      listener.accept(now);
    }
  }

  private void connect() {
    try {
      var embedder = handshake.apply(watching);
      failures = 0;
      if (become(new Ready(embedder))) {
        LOG.info("{} answers, space {}", embedder.space().model(), embedder.space().id());
      }
    } catch (EmbeddingException e) {
      failed(e);
    }
    tell();
  }

  private void failed(EmbeddingException e) {
    failures++;
    if (become(new Unavailable(String.valueOf(e.getMessage())))) {
      LOG.warn("no embeddings, search uses words alone: {}", e.getMessage());
    }
    var pause = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    var bounded = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    later.after(bounded.compareTo(e.pause()) < 0 ? e.pause() : bounded, this::connect);
  }

  /** False if that is what it is already, or if it is over. */
  private synchronized boolean become(EmbedderState next) {
    var changed = !closed && !next.equals(state);
    if (changed) {
      state = next;
    }
    return changed;
  }

  /** Runs on the own thread, so that listeners hear changes in order. */
  private void tell() {
    List<Consumer<EmbedderState>> all;
    EmbedderState now;
    synchronized (this) {
      if (closed || state.equals(told)) {
        return;
      }
      told = state;
      now = state;
      all = List.copyOf(listeners);
    }
    all.forEach(listener -> tell(listener, now));
  }

  /** One listener's fault is not the others'. */
  private static void tell(Consumer<EmbedderState> listener, EmbedderState now) {
    try {
      listener.accept(now);
    } catch (RuntimeException e) {
      LOG.error("a listener for the embedding server failed", e);
    }
  }

  private void check(RemoteEmbedder embedder) {
    doubted.set(false);
    try {
      if (isPresent(embedder)) {
        embedder.check();
      }
    } catch (EmbeddingException e) {
      switch (e.reason()) {
        case AWAY, BROKEN, MISSING -> watching.lost(embedder, e);
        case BUSY, CLOSED -> LOG.debug("the embedding server was not checked: {}", e.getMessage());
      }
    }
  }

  private boolean isPresent(RemoteEmbedder embedder) {
    return state() instanceof Ready(var present) && present == embedder;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      state = new Unavailable("closed");
    }
    calls.close();
    later.close();
  }

  private final class Watching implements RemoteEmbedder.Watch {

    @Override
    public void lost(RemoteEmbedder embedder, EmbeddingException why) {
      synchronized (RemoteSource.this) {
        if (closed || !isPresent(embedder)) {
          return;
        }
        state = new Unavailable(String.valueOf(why.getMessage()));
      }
      LOG.warn("embeddings are gone, search uses words alone: {}", why.getMessage());
      later.after(Duration.ZERO, RemoteSource.this::tell);
      later.after(FIRST, RemoteSource.this::connect);
    }

    @Override
    public void doubted(RemoteEmbedder embedder) {
      if (doubted.compareAndSet(false, true)) {
        later.after(Duration.ZERO, () -> check(embedder));
      }
    }
  }
}
