package dev.dowser.server.backend.link;

import java.time.Duration;

/** The check that durations of plans share. */
final class Positive {

  private Positive() {}

  static void check(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }
}
