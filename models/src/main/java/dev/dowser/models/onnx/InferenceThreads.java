package dev.dowser.models.onnx;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads for native code, which would hold the carrier of a virtual thread. Work
 * for queries goes ahead of work for documents, in order of arrival inside each lane. The queue has
 * no bound of its own: callers limit what they submit.
 */
final class InferenceThreads implements AutoCloseable {
  /** In order of urgency. */
  enum Lane {
    QUERY,
    DOCUMENT
  }

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(InferenceThreads.class);

  private final AtomicLong arrivals = new AtomicLong();
  private final ThreadPoolExecutor threads;

  /**
   * Starts no thread before there is work.
   *
   * @param afterLast runs once, after {@link #close} and after the last running work has ended
   */
  InferenceThreads(int count, Runnable afterLast) {
    AtomicLong numbers = new AtomicLong();
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name("embedding-" + numbers.incrementAndGet())
                    .unstarted(work)) {
          @Override
          protected void terminated() {
            afterLast.run();
          }
        };
  }

  /** Work in line; refused with CLOSED after {@link #close}. */
  <T> Future<T> submit(Lane lane, Callable<T> work) {
    LaneTask<T> task = new LaneTask<>(lane, arrivals.incrementAndGet(), work);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      throw new EmbeddingException(Reason.CLOSED, "the embedder is closed", e);
    }
    return task;
  }

  int waiting() {
    return threads.getQueue().size();
  }

  boolean isClosed() {
    return threads.isShutdown();
  }

  /** Cancels what waits and gives what runs a moment to end. */
  @Override
  public void close() {
    for (Runnable waiting : threads.shutdownNow()) {
      if (waiting instanceof LaneTask<?> task) {
        task.cancel(false);
      }
    }
    try {
      if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("inference still runs {} after closing; it is freed when it ends", CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class LaneTask<T> extends FutureTask<T> implements Comparable<LaneTask<?>> {
    private final Lane lane;
    private final long arrival;

    LaneTask(Lane lane, long arrival, Callable<T> work) {
      super(work);
      this.lane = lane;
      this.arrival = arrival;
    }

    @Override
    public int compareTo(LaneTask<?> other) {
      int byLane = lane.compareTo(other.lane);
      return byLane != 0 ? byLane : Long.compare(arrival, other.arrival);
    }
  }
}
