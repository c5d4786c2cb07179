package dev.dowser.server.session;

import java.time.Duration;

/**
 * How many sessions are kept and how long.
 *
 * @param idle a session without a request or an open stream for this long is let go; its id revives
 *     it
 * @param most sessions held at once; above it the longest idle one is let go
 */
public record SessionLimits(Duration idle, int most) {

  /** Checks the ranges. */
  public SessionLimits {
    if (idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("sessions.idle must be positive, got " + idle);
    }
    if (most < 1) {
      throw new IllegalArgumentException("sessions.max must be at least 1, got " + most);
    }
  }
}
