package dev.dowser.server.backend.link;

import java.time.Duration;

/** Runs work off the caller's thread. After its end new work is dropped. Thread-safe. */
interface Background {

  /** A task that has been set for later. */
  @FunctionalInterface
  interface Alarm {
    /** No task. */
    Alarm NONE = () -> {};

    /** Takes the task back; without effect once it began. */
    void cancel();
  }

  /** Runs a task that is let finish when the gateway stops. */
  void run(Runnable task);

  /** Runs a task that is interrupted when the gateway stops. */
  void attempt(Runnable task);

  /** Runs a task later; it must not block. */
  Alarm after(Duration delay, Runnable task);
}
