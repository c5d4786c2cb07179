package dev.dowser.server.backend.link;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs events one at a time and in order, without a thread of its own while there are none. */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Background background;
  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Mailbox(Background background) {
    this.background = background;
  }

  /** Takes an event and returns at once. What events wrote is seen by those after them. */
  void post(Runnable event) {
    events.add(event);
    if (waiting.getAndIncrement() == 0) {
      background.run(this::drain);
    }
  }

  private void drain() {
    do {
      runNext();
    } while (waiting.decrementAndGet() > 0);
  }

  private void runNext() {
    var event = events.poll();
    if (event == null) {
      return;
    }
    try {
      event.run();
    } catch (RuntimeException | Error e) {
      LOG.error("an event of a backend failed; this is a fault of the gateway", e);
    }
  }
}
