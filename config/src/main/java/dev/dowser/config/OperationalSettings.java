package dev.dowser.config;

import java.time.Duration;
import java.util.Map;

/**
 * Deadlines and intervals.
 *
 * @param defaultTimeout for requests to backends
 * @param timeouts by backend, where they differ
 * @param discoveryInterval how often a backend is asked what it has, even if it announces nothing
 * @param logLevel least important level that is logged
 */
public record OperationalSettings(
    Duration defaultTimeout,
    Map<String, Duration> timeouts,
    Duration discoveryInterval,
    LogLevel logLevel) {

  /** Copies the map. */
  public OperationalSettings {
    timeouts = Map.copyOf(timeouts);
  }

  /** 30 seconds for a request, discovery every five minutes. */
  public static OperationalSettings defaults() {
    return new OperationalSettings(
        Duration.ofSeconds(30), Map.of(), Duration.ofMinutes(5), LogLevel.INFO);
  }

  /** How long a request to this backend may take. */
  public Duration timeout(String backend) {
    return timeouts.getOrDefault(backend, defaultTimeout);
  }

  /** Least important level that is logged. */
  public enum LogLevel {
    /** Also what only a developer of the gateway wants. */
    DEBUG,
    /** What happened. */
    INFO,
    /** What somebody should look at. */
    WARN,
    /** What failed. */
    ERROR
  }
}
