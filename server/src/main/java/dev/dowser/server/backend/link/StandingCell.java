package dev.dowser.server.backend.link;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Holds the standing of one backend: read without a lock, waited for with one. */
final class StandingCell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Standing standing;

  StandingCell(Standing first) {
    standing = first;
  }

  Standing get() {
    return standing;
  }

  void set(Standing next) {
    lock.lock();
    try {
      standing = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first standing that is wanted, or the last one before the limit passed. */
  Standing await(Predicate<Standing> wanted, Duration limit) throws InterruptedException {
    var left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (!wanted.test(standing) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return standing;
    } finally {
      lock.unlock();
    }
  }
}
