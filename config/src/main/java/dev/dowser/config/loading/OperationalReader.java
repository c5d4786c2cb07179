package dev.dowser.config.loading;

import dev.dowser.config.OperationalSettings;
import dev.dowser.config.key.OperationalKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code operational}. */
final class OperationalReader {

  private OperationalReader() {}

  static OperationalSettings read(Optional<Section> present, BackendNames backends) {
    var defaults = OperationalSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var timeouts = section.section(OperationalKeys.TIMEOUTS);
    var timeout = timeouts.flatMap(s -> s.value(OperationalKeys.DEFAULT_TIMEOUT));
    var single =
        timeouts
            .flatMap(s -> s.section(OperationalKeys.PER_WORKLOAD))
            .map(s -> perWorkload(s, backends))
            .orElseGet(Map::of);
    timeouts.ifPresent(Section::finish);
    var interval = section.value(OperationalKeys.DISCOVERY_INTERVAL);
    var level = section.value(OperationalKeys.LOG_LEVEL);
    section.section(OperationalKeys.FAILURE_HANDLING).ifPresent(OperationalReader::failureHandling);
    section.finish();
    return new OperationalSettings(
        timeout.orElse(defaults.defaultTimeout()),
        single,
        interval.orElse(defaults.discoveryInterval()),
        level.orElse(defaults.logLevel()));
  }

  private static Map<String, Duration> perWorkload(Section section, BackendNames backends) {
    var timeouts = new LinkedHashMap<String, Duration>();
    section
        .fields()
        .forEach((name, field) -> {
          Names.warnIfUnknown(field, name, backends);
          field.value(OperationalKeys.TIMEOUT).ifPresent(timeout -> timeouts.put(name, timeout));
        });
    return timeouts;
  }

  private static void failureHandling(Section section) {
    section.only(OperationalKeys.PARTIAL_FAILURE_MODE);
    section.finish();
  }
}
