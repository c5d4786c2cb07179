package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Embeds with a model that a server computes. Requests carry the anchor first, so that vectors of
 * another model are noticed before anybody sees them. A query has a short time; what fails is told
 * to the watch, which decides whether the server is still there.
 */
final class RemoteEmbedder implements Embedder {
  private static final int DOCUMENT_CALLS_AT_ONCE = 4;
  private static final int QUERY_CALLS_AT_ONCE = 16;

  private final Line line;
  private final EmbeddingServer server;
  private final Known known;
  private final Watch watch;
  private final Semaphore documentCalls = new Semaphore(DOCUMENT_CALLS_AT_ONCE);
  private final Semaphore queryCalls = new Semaphore(QUERY_CALLS_AT_ONCE);

  /** What was known of the model when the server answered first. */
  record Known(EmbeddingSpace space, Embedding anchor) {}

  /** Hears what becomes of the server; returns at once. */
  interface Watch {
    /** The server is not there, or not the one it was. */
    void lost(RemoteEmbedder embedder, EmbeddingException why);

    /** A query failed; the server may be there all the same. */
    void doubted(RemoteEmbedder embedder);
  }

  RemoteEmbedder(Line line, EmbeddingServer server, Known known, Watch watch) {
    this.line = line;
    this.server = server;
    this.known = known;
    this.watch = watch;
  }

  @Override
  public EmbeddingSpace space() {
    return known.space();
  }

  @Override
  public int documentsAtOnce() {
    return line.batch() - 1;
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    var sent = texts.stream().map(server.texts()::document).toList();
    try {
      return inTurn(documentCalls, sent, server.limits().timeout(), server.limits().timeout());
    } catch (EmbeddingException e) {
      throw judged(e);
    }
  }

  @Override
  public Embedding embedQuery(String text) {
    return embedQueries(List.of(text)).getFirst();
  }

  /** All together have the time of one. */
  @Override
  public List<Embedding> embedQueries(List<String> texts) {
    var sent = texts.stream().map(server.texts()::query).toList();
    var limit = server.limits().queryTimeout();
    try {
      return inTurn(queryCalls, sent, limit, Duration.ZERO);
    } catch (EmbeddingException e) {
      if (e.reason() == Reason.AWAY || e.reason() == Reason.BROKEN) {
        watch.doubted(this);
      }
      throw e;
    }
  }

  /** Whether texts were at fault or the server: asks for the vector that is known. */
  private EmbeddingException judged(EmbeddingException failed) {
    return switch (failed.reason()) {
      case AWAY -> {
        watch.lost(this, failed);
        yield failed;
      }
      case BROKEN -> brokenByTexts(failed);
      case BUSY, CLOSED, MISSING -> failed;
    };
  }

  private EmbeddingException brokenByTexts(EmbeddingException failed) {
    try {
      check();
      return failed;
    } catch (EmbeddingException sick) {
      if (sick.reason() == Reason.BUSY || sick.reason() == Reason.CLOSED) {
        return sick;
      }
      watch.lost(this, sick);
      return new EmbeddingException(Reason.AWAY, String.valueOf(sick.getMessage()), sick);
    }
  }

  /**
   * Returns if the server still gives the vector that is known.
   *
   * @throws EmbeddingException if not
   */
  void check() {
    var _ = ask(List.of(), server.limits().timeout());
  }

  /**
   * Texts in batches.
   *
   * @param limit for all batches if there is nothing for each
   */
  private List<Embedding> inTurn(
      Semaphore calls, List<String> texts, Duration limit, Duration forEach) {
    var deadline = System.nanoTime() + limit.toNanos();
    enter(calls, limit);
    try {
      var embeddings = new ArrayList<Embedding>(texts.size());
      while (embeddings.size() < texts.size()) {
        var end = Math.min(texts.size(), embeddings.size() + documentsAtOnce());
        var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        var most = forEach.isZero() ? left : forEach;
        embeddings.addAll(ask(texts.subList(embeddings.size(), end), most));
      }
      return List.copyOf(embeddings);
    } finally {
      calls.release();
    }
  }

  private List<Embedding> ask(List<String> texts, Duration limit) {
    var sent = new ArrayList<String>(texts.size() + 1);
    sent.add(Anchor.TEXT);
    sent.addAll(texts);
    return Anchor.checked(line.embed(sent, limit), known.anchor());
  }

  private static void enter(Semaphore calls, Duration limit) {
    try {
      if (!calls.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new EmbeddingException(
            Reason.BUSY, "too many calls are already waiting for the embedding server");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException(Reason.BUSY, "interrupted while waiting for a vector", e);
    }
  }

  @Override
  public void close() {
    line.calls().close();
  }
}
