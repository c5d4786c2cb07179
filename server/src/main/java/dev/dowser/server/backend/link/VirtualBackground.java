package dev.dowser.server.backend.link;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A virtual thread per task, and one platform thread that keeps the time for all. */
final class VirtualBackground implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualBackground.class);

  private final ScheduledThreadPoolExecutor alarms;
  private final ExecutorService attempts;
  private final ExecutorService runs;

  VirtualBackground() {
    alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("backend-alarms").daemon().factory());
    alarms.setRemoveOnCancelPolicy(true);
    attempts =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("backend-attempt-", 0).factory());
    runs = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("backend-", 0).factory());
  }

  @Override
  public void run(Runnable task) {
    execute(runs, task);
  }

  @Override
  public void attempt(Runnable task) {
    execute(attempts, task);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    try {
      var scheduled = alarms.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException _) {
      LOG.debug("a task for later was dropped: the gateway is stopping");
      return Alarm.NONE;
    }
  }

  /** Interrupts attempts, lets the rest finish, and interrupts that too when the limit passes. */
  void close(Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    alarms.shutdownNow();
    attempts.shutdownNow();
    runs.shutdown();
    try {
      awaitEnd(runs, deadline);
      awaitEnd(attempts, deadline);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    runs.shutdownNow();
  }

  private static void awaitEnd(ExecutorService executor, long deadline)
      throws InterruptedException {
    if (!executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      LOG.warn("work for backends did not end in time and is left behind");
    }
  }

  private static void execute(ExecutorService executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException _) {
      LOG.debug("a task was dropped: the gateway is stopping");
    }
  }
}
