package dev.dowser.server.mcp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One timer thread for all that happens at intervals towards clients: comments that keep event
 * streams from looking idle. Actions must not block.
 */
public final class Heartbeats implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

  private final Duration interval;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * Starts the timer.
   *
   * @param interval time to the first beat and between beats; 10 s unless a test is in a hurry
   */
  public Heartbeats(Duration interval) {
    this.interval = interval;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("heartbeats").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Repeats the action at the interval until the beat is stopped. */
  public Beat start(Runnable action) {
    return every(interval, action);
  }

  /** Repeats the action at an interval of its own until the beat is stopped. */
  public Beat every(Duration period, Runnable action) {
    var nanos = period.toNanos();
    var future = timer.scheduleAtFixedRate(() -> run(action), nanos, nanos, TimeUnit.NANOSECONDS);
    return new Beat(future);
  }

  /** Runs the action once, after the delay. */
  public Beat after(Duration delay, Runnable action) {
    return new Beat(timer.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.error("a timed action failed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Something that repeats until it is stopped. */
  public static final class Beat implements AutoCloseable {
    private final Future<?> future;

    private Beat(Future<?> future) {
      this.future = future;
    }

    /** Stops it; a beat that runs at this moment is finished. */
    @Override
    public void close() {
      future.cancel(false);
    }
  }
}
