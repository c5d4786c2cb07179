package dev.dowser.config.key;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Durations and sizes as people write them. Too large ones count as unreadable. */
public final class Amounts {

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
  public static Optional<Duration> duration(String text) {
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
  public static Optional<Long> size(String text) {
    var matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(BYTES.get(matcher.group(2)))
        .flatMap(unit -> whole(matcher.group(1), unit));
  }

  /** What durations look like, in what Java and ECMA 262 have in common. */
  static String durationPattern() {
    return "\\s*(%s|%s)\\s*".formatted(NUMBER.pattern(), DURATION.pattern());
  }

  /** What sizes look like, in what Java and ECMA 262 have in common. */
  static String sizePattern() {
    var units =
        BYTES.keySet().stream().sorted().map(Amounts::inAnyCase).collect(Collectors.joining("|"));
    return "\\s*%s\\s*(%s)\\s*".formatted(NUMBER.pattern(), units);
  }

  private static String inAnyCase(String unit) {
    return unit.chars()
        .mapToObj(c -> "[%c%c]".formatted(c, Character.toUpperCase(c)))
        .collect(Collectors.joining());
  }

  /** The shortest way to write a duration of whole milliseconds. */
  static String written(Duration duration) {
    long millis = duration.toMillis();
    return Stream.of("d", "h", "m", "s")
        .filter(unit -> millis > 0 && millis % MILLIS.getOrDefault(unit, 1L) == 0)
        .findFirst()
        .map(unit -> millis / MILLIS.getOrDefault(unit, 1L) + unit)
        .orElseGet(() -> millis + "ms");
  }

  /** The shortest way to write a size. */
  static String written(long bytes) {
    return Stream.of("GB", "MB", "KB")
        .filter(unit -> bytes > 0 && bytes % unit(unit) == 0)
        .findFirst()
        .map(unit -> bytes / unit(unit) + " " + unit)
        .orElseGet(() -> String.valueOf(bytes));
  }

  private static long unit(String name) {
    return BYTES.getOrDefault(name.toLowerCase(Locale.ROOT), 1L);
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
