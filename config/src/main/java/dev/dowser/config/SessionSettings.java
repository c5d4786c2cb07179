package dev.dowser.config;

import java.time.Duration;

/**
 * Limits for client sessions.
 *
 * @param idle how long a session lives without a request
 * @param max most sessions at one time
 */
public record SessionSettings(Duration idle, int max) {

  /** Half an hour, ten thousand sessions. */
  public static SessionSettings defaults() {
    return new SessionSettings(Duration.ofMinutes(30), 10_000);
  }

  /** The same settings with another idle time. */
  public SessionSettings withIdle(Duration other) {
    return new SessionSettings(other, max);
  }
}
