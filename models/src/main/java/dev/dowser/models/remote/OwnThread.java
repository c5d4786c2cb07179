package dev.dowser.models.remote;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread. */
final class OwnThread implements Later {
  private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("embedding-server").factory());

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      var _ = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      LOG.debug("a task was dropped: the gateway is stopping");
    }
  }

  /** The edge of a background task. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task for the embedding server failed", e);
    }
  }

  @Override
  public void close() {
    var _ = thread.shutdownNow();
  }
}
