package dev.dowser.server.backend.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/** Time stands still until a test moves it; everything runs on the test's own thread. */
final class ManualBackground implements Background, InstantSource {
  static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

  /** A task set for later. */
  private static final class Pending implements Alarm {
    private final long due;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    Pending(long due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private final PriorityQueue<Pending> alarms =
      new PriorityQueue<>(
          Comparator.<Pending>comparingLong(p -> p.due).thenComparingLong(p -> p.order));
  private final Deque<Runnable> ready = new ArrayDeque<>();
  private boolean running;
  private long now;
  private long ordered;

  Surroundings surroundings() {
    return new Surroundings(this, this, () -> now, new Random(7));
  }

  @Override
  public void run(Runnable task) {
    ready.add(task);
    if (!running) {
      runReady();
    }
  }

  @Override
  public void attempt(Runnable task) {
    run(task);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    var pending = new Pending(now + delay.toNanos(), ordered++, task);
    alarms.add(pending);
    return pending;
  }

  /** Moves time on and runs what falls due, each task at its time. */
  void advance(Duration step) {
    var end = now + step.toNanos();
    while (!alarms.isEmpty() && alarms.peek().due <= end) {
      var next = alarms.poll();
      if (!next.cancelled) {
        now = next.due;
        run(next.task);
      }
    }
    now = end;
  }

  /** How many tasks wait for their time. */
  long alarmsSet() {
    return alarms.stream().filter(pending -> !pending.cancelled).count();
  }

  @Override
  public Instant instant() {
    return DAWN.plusNanos(now);
  }

  private void runReady() {
    running = true;
    try {
      for (var task = ready.poll(); task != null; task = ready.poll()) {
        task.run();
      }
    } finally {
      running = false;
    }
  }
}
