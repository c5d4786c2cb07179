package dev.dowser.indexer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Work on a virtual thread beside the caller's own. Whoever starts it takes its result or cancels
 * it.
 */
final class SideBySide<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private SideBySide(Callable<T> work) {
    this.task = new FutureTask<>(work);
    this.thread = Thread.ofVirtual().unstarted(task);
  }

  static <T> SideBySide<T> start(Callable<T> work) {
    var started = new SideBySide<>(work);
    started.thread.start();
    return started;
  }

  /**
   * Does the same with each, the first on the calling thread.
   *
   * @return the results in the order of the inputs
   */
  static <A, B> List<B> each(List<A> inputs, Function<A, B> work) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    var others = inputs.stream().skip(1).map(input -> start(() -> work.apply(input))).toList();
    try {
      var results = new ArrayList<B>();
      results.add(work.apply(inputs.getFirst()));
      others.forEach(other -> results.add(other.result()));
      return results;
    } finally {
      others.forEach(SideBySide::cancel);
    }
  }

  /**
   * Waits for the result. When the caller is interrupted, the work is too, which should end it
   * soon, and the caller stays interrupted.
   *
   * @throws RuntimeException what the work threw
   */
  T result() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("work beside the caller failed", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void cancel() {
    task.cancel(true);
  }
}
