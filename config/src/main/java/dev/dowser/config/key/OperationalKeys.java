package dev.dowser.config.key;

import dev.dowser.config.OperationalSettings;
import dev.dowser.config.OperationalSettings.LogLevel;
import java.time.Duration;

/** Keys of {@code operational}. */
public final class OperationalKeys {

  private static final OperationalSettings DEFAULTS = OperationalSettings.defaults();

  /** How long a request may take. */
  public static final Value<Duration> TIMEOUT =
      Values.duration(Duration.ofMillis(10), Duration.ofDays(1));

  /** How long a request may take. */
  public static final Setting<Duration> DEFAULT_TIMEOUT =
      Setting.of("default", TIMEOUT, "how long a request to a backend may take (10 ms to 1 day)")
          .or(DEFAULTS.defaultTimeout());

  /** By backend. */
  public static final Part PER_WORKLOAD =
      Part.of(
              "perWorkload",
              new Content.Named("NAME", new Content.Single(TIMEOUT)),
              "the same for one backend")
          .otherwise("the default");

  /** Deadlines. */
  public static final Part TIMEOUTS =
      Part.section("timeouts", Shape.of(DEFAULT_TIMEOUT, PER_WORKLOAD));

  /** How often backends are asked. */
  public static final Setting<Duration> DISCOVERY_INTERVAL =
      Setting.of(
              "discoveryInterval",
              Values.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
              "how often a backend is asked what it has, even if it announces nothing (1 s to 7 days)")
          .or(DEFAULTS.discoveryInterval());

  /** What happens if some backends are down. */
  public static final Setting<String> PARTIAL_FAILURE_MODE =
      Setting.of(
              "partialFailureMode",
              Values.only("best_effort", "fail"),
              "the gateway serves what is there")
          .or("best_effort");

  /** What is done about failures. */
  public static final Part FAILURE_HANDLING =
      Part.section(
          "failureHandling",
          Shape.of(
              PARTIAL_FAILURE_MODE,
              Mention.warned("healthCheckInterval"),
              Mention.warned("unhealthyThreshold"),
              Mention.warned("healthCheckTimeout"),
              Mention.warned(
                  "statusReportingInterval", "has no effect: it is about reports to Kubernetes"),
              Mention.warned("circuitBreaker")));

  /** What is logged. */
  public static final Setting<LogLevel> LOG_LEVEL =
      Setting.of("logLevel", Values.choice(LogLevel.class), "`debug`, `info`, `warn`, `error`")
          .or(DEFAULTS.logLevel());

  /** All. */
  public static final Part OPERATIONAL =
      Part.section(
          "operational", Shape.of(TIMEOUTS, DISCOVERY_INTERVAL, FAILURE_HANDLING, LOG_LEVEL));

  private OperationalKeys() {}
}
