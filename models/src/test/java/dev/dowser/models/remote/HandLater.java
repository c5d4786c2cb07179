package dev.dowser.models.remote;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks run when the test says so, on its thread. */
final class HandLater implements Later {
  private final Deque<Runnable> now = new ArrayDeque<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public synchronized void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      now.addLast(task);
    } else {
      pauses.addLast(delay);
      later.addLast(task);
    }
  }

  /** Runs what is due without a pause. */
  void run() {
    for (var task = next(now); task != null; task = next(now)) {
      task.run();
    }
  }

  /** Ends the next pause. */
  void pass() {
    var task = next(later);
    if (task == null) {
      throw new IllegalStateException("nothing waits");
    }
    task.run();
    run();
  }

  private synchronized @Nullable Runnable next(Deque<Runnable> tasks) {
    return tasks.pollFirst();
  }

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized void close() {
    now.clear();
    later.clear();
  }
}
