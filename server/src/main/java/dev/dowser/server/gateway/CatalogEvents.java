package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * News of backends on their way to the one thread that makes catalogs. Of each backend only the
 * latest counts. The first after a quiet time is handed out at once; in a burst the pause between
 * two batches is as long as the last batch took, and at least the given pause. Thread-safe.
 */
final class CatalogEvents {
  private final long pauseNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Condition finished = lock.newCondition();

  // Guarded by the lock.
  private Map<BackendId, Optional<BackendSnapshot>> pending = new LinkedHashMap<>();
  private long lastAdded;
  private long lastFinished;
  private long begun;
  private long nextBatch = System.nanoTime();
  private int waiting;
  private boolean closed;

  CatalogEvents(Duration pause) {
    this.pauseNanos = pause.toNanos();
  }

  /**
   * What happened since the last batch.
   *
   * @param latest snapshot of each backend that has news; empty if it was lost
   * @param last number of the last event in it
   */
  record Batch(Map<BackendId, Optional<BackendSnapshot>> latest, long last) {}

  void add(BackendId backend, Optional<BackendSnapshot> latest) {
    lock.lock();
    try {
      pending.put(backend, latest);
      lastAdded++;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next batch, or empty when there will be none; {@link #finish} it before the next.
   *
   * @param longest after so long without news a batch without any is handed out
   */
  Optional<Batch> take(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!closed && pending.isEmpty() && left > 0) {
        left = added.awaitNanos(left);
      }
      awaitTurn();
      if (closed) {
        return Optional.empty();
      }
      var batch = new Batch(pending, lastAdded);
      pending = new LinkedHashMap<>();
      begun = System.nanoTime();
      return Optional.of(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is kept waiting for the sake of a pause. */
  private void awaitTurn() throws InterruptedException {
    long left = nextBatch - System.nanoTime();
    while (!closed && waiting == 0 && left > 0) {
      left = added.awaitNanos(left);
    }
  }

  void finish(Batch batch) {
    lock.lock();
    try {
      lastFinished = batch.last();
      long now = System.nanoTime();
      nextBatch = now + Math.max(pauseNanos, now - begun);
      finished.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added before is finished; false if that was not so in time. */
  boolean awaitFinished(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long wanted = lastAdded;
      long left = longest.toNanos();
      waiting++;
      added.signalAll();
      while (!closed && lastFinished < wanted && left > 0) {
        left = finished.awaitNanos(left);
      }
      return lastFinished >= wanted;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      added.signalAll();
      finished.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
