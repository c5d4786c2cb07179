package dev.dowser.server.gateway;

import java.time.Duration;

/** Keeps the time for others. Thread-safe. */
@FunctionalInterface
public interface Later {

  /** Runs the action once, after the delay, unless the gateway ends before. It must not block. */
  void after(Duration delay, Runnable action);
}
