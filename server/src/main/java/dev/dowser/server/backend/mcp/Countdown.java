package dev.dowser.server.backend.mcp;

import java.time.Duration;

/** Shares one limit among steps that follow each other. */
record Countdown(long endNanos) {

  static Countdown of(Duration limit) {
    return new Countdown(System.nanoTime() + limit.toNanos());
  }

  /** Nothing or less when the limit has passed. */
  Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
