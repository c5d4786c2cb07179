package dev.dowser.config.key;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Kinds of values that several keys have. */
public final class Values {

  static final String SOMETHING = "[\\s\\S]*\\S[\\s\\S]*";
  static final String ANYTHING = "[\\s\\S]*";

  /** Text that is not empty. */
  public static final Value<String> TEXT = text("text that is not empty", SOMETHING);

  /** Text that may be empty. */
  public static final Value<String> ANY_TEXT =
      new Value<>("text", Optional::of, Function.identity(), new Form.Text(ANYTHING));

  /** A path; relative ones belong to the folder of the configuration. */
  public static final Value<String> PATH = text("a path", SOMETHING);

  /** True or false. */
  public static final Value<Boolean> FLAG =
      new Value<>("true or false", Values::flag, String::valueOf, new Form.Flag());

  private static final String OFF = "off";

  private Values() {}

  /** Text that is not empty, and of which an editor can check more. */
  static Value<String> text(String expected, String pattern) {
    return new Value<>(
        expected,
        text -> Optional.of(text).filter(t -> !t.isBlank()),
        Function.identity(),
        new Form.Text(pattern));
  }

  static Value<String> matching(String expected, Pattern pattern) {
    return new Value<>(
        expected,
        text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()),
        Function.identity(),
        new Form.Text(pattern.pattern()));
  }

  /** One of a few words, of which the place where it stands may allow fewer. */
  static Value<String> words(String expected, String... words) {
    return new Value<>(
        expected,
        text -> Optional.of(text).filter(t -> !t.isBlank()),
        Function.identity(),
        new Form.Choice(List.of(words)));
  }

  /** The one thing that is built; later ones are known by name. */
  static Value<String> only(String built, String... later) {
    var known = Set.of(later);
    return new Value<>(
        built,
        text -> Optional.of(text).filter(t -> t.equals(built) || known.contains(t)),
        Function.identity(),
        new Form.Choice(List.of(built)));
  }

  static Value<Integer> wholeNumber(int min, int max) {
    return new Value<>(
        "a whole number %d..%d".formatted(min, max),
        text ->
            Optional.of(text)
                .filter(t -> t.matches("-?\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(n -> n >= min && n <= max),
        String::valueOf,
        new Form.Whole(min, max));
  }

  /** Off unless there is a number; 0 is off too. */
  static Value<OptionalInt> wholeNumberOrOff(int min, int max) {
    var number = wholeNumber(min, max);
    return new Value<>(
        OFF + " or " + number.expected(),
        text ->
            text.equals(OFF) || text.equals("0")
                ? Optional.of(OptionalInt.empty())
                : number.reading().apply(text).map(OptionalInt::of),
        limit -> limit.isPresent() ? String.valueOf(limit.getAsInt()) : OFF,
        new Form.WholeOrWord(new Form.Whole(min, max), new Form.Choice(List.of(OFF, "0"))));
  }

  static Value<Duration> duration(Duration min, Duration max) {
    return new Value<>(
        "a duration like 30s, 5m or 1h30m, from %s to %s".formatted(inWords(min), inWords(max)),
        text -> Amounts.duration(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
        Amounts::written,
        new Form.Span(min, max));
  }

  static Value<Long> size(long min, long max) {
    return new Value<>(
        "a size like 8 MB or 65536, from %d to %d bytes".formatted(min, max),
        text -> Amounts.size(text).filter(n -> n >= min && n <= max),
        Amounts::written,
        new Form.Size(min, max));
  }

  static <E extends Enum<E>> Value<E> choice(Class<E> type) {
    return choice(List.of(type.getEnumConstants()));
  }

  static <E extends Enum<E>> Value<E> choice(List<E> constants) {
    var names = constants.stream().map(Values::written).toList();
    return new Value<>(
        "one of " + String.join(", ", names),
        text -> constants.stream().filter(c -> written(c).equals(text)).findFirst(),
        Values::written,
        new Form.Choice(names));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String inWords(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
