package dev.dowser.models.onnx;

import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import dev.dowser.models.onnx.InferenceThreads.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Embeds with an ONNX model in this process. A query waits for at most one document per thread,
 * since documents are computed one at a time and queries go first.
 */
public final class OnnxEmbedder implements Embedder {
  /** Each takes a whole core while it computes; more would starve what else the gateway does. */
  private static final int THREADS = 2;

  private static final int QUERIES_AT_ONCE = 64;
  private static final int DOCUMENT_CALLS_AT_ONCE = 32;

  /** Enough to keep the threads busy while the caller collects; small, so that callers share. */
  private static final int DOCUMENTS_AHEAD = 8;

  /** Of one call; enough for both threads. */
  private static final int QUERIES_AHEAD = 4;

  private static final Duration QUERY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration DOCUMENT_PATIENCE = Duration.ofMinutes(2);

  private final EmbeddingModel model;
  private final Traits traits;
  private final Function<String, Embedding> encode;
  private final InferenceThreads threads;
  private final Semaphore queries = new Semaphore(QUERIES_AT_ONCE);
  private final Semaphore documentCalls = new Semaphore(DOCUMENT_CALLS_AT_ONCE);

  /** What a loaded model says of itself. */
  record Traits(EmbeddingSpace space, Cohort cohort) {}

  OnnxEmbedder(
      EmbeddingModel model,
      Traits traits,
      Function<String, Embedding> encode,
      InferenceThreads threads) {
    this.model = model;
    this.traits = traits;
    this.encode = encode;
    this.threads = threads;
  }

  /**
   * Loads the model; takes about half a second.
   *
   * @param dataFolder where bundled models and native libraries are unpacked, once
   * @throws EmbeddingException MISSING or BROKEN, saying what was expected and what came
   */
  public static OnnxEmbedder load(EmbeddingModel model, Path dataFolder) {
    NativeRuntime.prepare(dataFolder);
    try {
      LocatedModel files = LocatedModel.locate(model, dataFolder);
      TextEncoder encoder = TextEncoder.load(model, files);
      return new OnnxEmbedder(
          model,
          new Traits(encoder.space(), encoder.cohort()),
          encoder::encode,
          new InferenceThreads(THREADS, encoder::close));
    } catch (LinkageError e) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "the native libraries do not load on %s %s: %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return traits.space();
  }

  @Override
  public Cohort cohort() {
    return traits.cohort();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    enter(documentCalls, "document calls", DOCUMENT_CALLS_AT_ONCE);
    try {
      var prefixed = texts.stream().map(text -> model.documentPrefix() + text).toList();
      return inLine(Lane.DOCUMENT, prefixed, DOCUMENTS_AHEAD, DOCUMENT_PATIENCE);
    } finally {
      documentCalls.release();
    }
  }

  @Override
  public Embedding embedQuery(String text) {
    return embedQueries(List.of(text)).getFirst();
  }

  /**
   * A call of several takes one place, so that parts of one text never refuse each other, and has
   * few in line at a time, so that those of others do not wait for all of them.
   */
  @Override
  public List<Embedding> embedQueries(List<String> texts) {
    enter(queries, "queries", QUERIES_AT_ONCE);
    try {
      var prefixed = texts.stream().map(text -> model.queryPrefix() + text).toList();
      return inLine(Lane.QUERY, prefixed, QUERIES_AHEAD, QUERY_PATIENCE);
    } finally {
      queries.release();
    }
  }

  private List<Embedding> inLine(Lane lane, List<String> texts, int most, Duration patience) {
    Deque<Future<Embedding>> ahead = new ArrayDeque<>();
    try {
      List<Embedding> embeddings = new ArrayList<>(texts.size());
      for (String text : texts) {
        if (ahead.size() == most) {
          embeddings.add(await(ahead.removeFirst(), patience));
        }
        ahead.addLast(submit(lane, text));
      }
      while (!ahead.isEmpty()) {
        embeddings.add(await(ahead.removeFirst(), patience));
      }
      return List.copyOf(embeddings);
    } finally {
      ahead.forEach(waiting -> waiting.cancel(false));
    }
  }

  @Override
  public void close() {
    threads.close();
  }

  /** Texts in the queue, those being computed not counted. */
  int waiting() {
    return threads.waiting();
  }

  private Future<Embedding> submit(Lane lane, String text) {
    return threads.submit(lane, () -> encode.apply(text));
  }

  private void enter(Semaphore limit, String what, int most) {
    if (threads.isClosed()) {
      throw new EmbeddingException(Reason.CLOSED, "the embedder is closed");
    }
    if (!limit.tryAcquire()) {
      throw new EmbeddingException(
          Reason.BUSY, "%d %s are already waiting for the model".formatted(most, what));
    }
  }

  private static Embedding await(Future<Embedding> embedding, Duration patience) {
    try {
      return embedding.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (CancellationException e) {
      throw new EmbeddingException(Reason.CLOSED, "the embedder was closed before the answer", e);
    } catch (TimeoutException e) {
      embedding.cancel(false);
      throw new EmbeddingException(Reason.BUSY, "no vector came within " + patience, e);
    } catch (InterruptedException e) {
      embedding.cancel(false);
      Thread.currentThread().interrupt();
      throw new EmbeddingException(Reason.BUSY, "interrupted while waiting for a vector", e);
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private static EmbeddingException failed(ExecutionException e) {
    return e.getCause() instanceof EmbeddingException known
        ? new EmbeddingException(known.reason(), String.valueOf(known.getMessage()), known)
        : new EmbeddingException(Reason.BROKEN, "the model failed: " + e.getCause(), e);
  }
}
