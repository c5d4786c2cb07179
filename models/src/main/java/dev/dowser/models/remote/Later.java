package dev.dowser.models.remote;

import java.time.Duration;

/** One thread for one task after the other. After its end new tasks are dropped. Thread-safe. */
interface Later extends AutoCloseable {

  /** Runs a task when the delay is over and the tasks before it have ended. */
  void after(Duration delay, Runnable task);

  /** Interrupts what runs and drops what waits. */
  @Override
  void close();
}
