package dev.dowser.config.loading;

import dev.dowser.config.OperationalSettings;
import dev.dowser.config.OperationalSettings.LogLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code operational}. */
final class OperationalReader {

  private static final Duration SHORTEST_CALL = Duration.ofMillis(10);
  private static final Duration LONGEST_CALL = Duration.ofDays(1);
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);

  private OperationalReader() {}

  static OperationalSettings read(Optional<Section> present, List<String> backends) {
    var defaults = OperationalSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var timeouts = section.section("timeouts");
    var timeout = timeouts.flatMap(s -> s.field("default")).flatMap(OperationalReader::call);
    var single =
        timeouts
            .flatMap(s -> s.section("perWorkload"))
            .map(s -> perWorkload(s, backends))
            .orElseGet(Map::of);
    timeouts.ifPresent(Section::finish);
    var interval =
        section
            .field("discoveryInterval")
            .flatMap(field -> field.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL));
    var level = section.field("logLevel").flatMap(field -> field.choice(LogLevel.class));
    section.section("failureHandling").ifPresent(OperationalReader::failureHandling);
    section.finish();
    return new OperationalSettings(
        timeout.orElse(defaults.defaultTimeout()),
        single,
        interval.orElse(defaults.discoveryInterval()),
        level.orElse(defaults.logLevel()));
  }

  private static Optional<Duration> call(Field field) {
    return field.duration(SHORTEST_CALL, LONGEST_CALL);
  }

  private static Map<String, Duration> perWorkload(Section section, List<String> backends) {
    var timeouts = new LinkedHashMap<String, Duration>();
    section
        .fields()
        .forEach((name, field) -> {
          Names.warnIfUnknown(field, name, backends);
          call(field).ifPresent(timeout -> timeouts.put(name, timeout));
        });
    return timeouts;
  }

  private static void failureHandling(Section section) {
    section.field("partialFailureMode").ifPresent(f -> f.only("best_effort", Set.of("fail")));
    section.withoutEffect(
        Section.NO_EFFECT,
        "healthCheckInterval",
        "unhealthyThreshold",
        "healthCheckTimeout",
        "statusReportingInterval",
        "circuitBreaker");
    section.finish();
  }
}
