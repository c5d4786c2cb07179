package dev.dowser.config.loading;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads durations and sizes as people write them. Too large ones count as unreadable. */
final class Amounts {

  private static final int MAX_LENGTH = 40;
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
  private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L, "b", 1L, "k", 1L << 10, "kb", 1L << 10, "kib", 1L << 10, "m", 1L << 20, "mb",
          1L << 20, "mib", 1L << 20, "gb", 1L << 30, "gib", 1L << 30);

  private Amounts() {}

  /** {@code 30s}, {@code 1h30m}, {@code 500ms}; a bare number means seconds. */
  static Optional<Duration> duration(String text) {
    var value = text.strip();
    if (value.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (NUMBER.matcher(value).matches()) {
      return whole(value, 1_000).map(Duration::ofMillis);
    }
    if (!DURATION.matcher(value).matches()) {
      return Optional.empty();
    }
    return PART.matcher(value)
        .results()
        .map(part -> whole(part.group(1), MILLIS.getOrDefault(part.group(2), 1L)))
        .reduce(Amounts::sum)
        .flatMap(total -> total)
        .map(Duration::ofMillis);
  }

  /** {@code 8 MB}, {@code 512k}, {@code 1048576}; a unit is 1024 of the next smaller one. */
  static Optional<Long> size(String text) {
    var matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(BYTES.get(matcher.group(2)))
        .flatMap(unit -> whole(matcher.group(1), unit));
  }

  private static Optional<Long> sum(Optional<Long> a, Optional<Long> b) {
    return a.flatMap(left -> b.map(right -> left + right));
  }

  /** Limited to an eighth of what fits, so that a few can be added. */
  private static Optional<Long> whole(String number, long unit) {
    var product = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
    return product.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 8)) > 0
        ? Optional.empty()
        : Optional.of(product.longValue());
  }
}
