package dev.dowser.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One line of a scrape in Prometheus' text format. */
record Sample(String name, Map<String, String> labels, double value) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+)(?:\\{([^}]*)})? (-?[0-9.E+-]+|NaN|\\+Inf)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  /** All lines of a scrape; each must have the form. */
  static List<Sample> all(String scrape) {
    return scrape.lines().filter(line -> !line.startsWith("#")).map(Sample::of).toList();
  }

  private static Sample of(String line) {
    var matcher = SAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    var labels = new TreeMap<String, String>();
    var pairs = Optional.ofNullable(matcher.group(2)).orElse("");
    LABEL.matcher(pairs).results().forEach(pair -> labels.put(pair.group(1), pair.group(2)));
    return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
  }
}
