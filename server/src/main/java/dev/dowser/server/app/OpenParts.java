package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is open, closed in reverse order. May be closed while another thread still opens more, as a
 * signal during a start does: what comes later is closed at once.
 */
final class OpenParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final ReentrantLock changing = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private List<AutoCloseable> parts = new ArrayList<>();
  private boolean closed;

  /**
   * Keeps a part until the end.
   *
   * @throws CommandFailed if the end has come; the part is closed then
   */
  <T extends AutoCloseable> T opened(T part) {
    if (!kept(part)) {
      close(part);
      throw new CommandFailed("stopped while starting");
    }
    return part;
  }

  private boolean kept(AutoCloseable part) {
    changing.lock();
    try {
      if (!closed) {
        parts.addLast(part);
      }
      return !closed;
    } finally {
      changing.unlock();
    }
  }

  /** Waits until everything is closed. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    for (var part : taken().reversed()) {
      close(part);
    }
  }

  private List<AutoCloseable> taken() {
    changing.lock();
    try {
      var first = !closed;
      closed = true;
      var all = parts;
      parts = new ArrayList<>();
      if (first) {
        all.addFirst(ended::countDown);
      }
      return all;
    } finally {
      changing.unlock();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception fault) {
      LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), fault);
    }
  }
}
