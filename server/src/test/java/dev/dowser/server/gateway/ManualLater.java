package dev.dowser.server.gateway;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs what was put off when a test says so. */
final class ManualLater implements Later {
  private final BlockingQueue<Put> waiting = new LinkedBlockingQueue<>();

  /** Something put off. */
  record Put(Duration delay, Runnable action) {}

  @Override
  public void after(Duration delay, Runnable action) {
    waiting.add(new Put(delay, action));
  }

  /** The next that is put off; waits for it. */
  Put next() throws InterruptedException {
    var next = waiting.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was put off");
    }
    return next;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
