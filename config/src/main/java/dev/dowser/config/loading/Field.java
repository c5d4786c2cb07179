package dev.dowser.config.loading;

import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A value and the way to it. Each reading method is empty when the value is not what was asked for,
 * and has then said so.
 */
final class Field {

  private static final int SHOWN = 60;

  private final Scope scope;
  private final String path;
  private final Node node;

  Field(Scope scope, String path, Node node) {
    this.scope = scope;
    this.path = path;
    this.node = node;
  }

  String path() {
    return path;
  }

  Position at() {
    return node.at();
  }

  Scope scope() {
    return scope;
  }

  /** Whether it says nothing: no value, or a mapping or list without content. */
  boolean isEmpty() {
    return switch (node) {
      case Node.Nothing _ -> true;
      case Node.Mapping mapping -> mapping.entries().isEmpty();
      case Node.Sequence sequence -> sequence.items().isEmpty();
      case Node.Scalar _ -> false;
    };
  }

  boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  boolean isList() {
    return node instanceof Node.Sequence;
  }

  boolean isSingle() {
    return node instanceof Node.Scalar;
  }

  void refuse(String message) {
    scope.findings().fault(node.at(), path, message);
  }

  /** Refuses a file; where a variable is part of its path, what is written here is told of it. */
  void refuse(Path file, String message) {
    var written = node instanceof Node.Scalar scalar ? scalar.text() : "";
    refuse(
        written.contains("${")
            ? message.replace(file.toString(), shown(file.toString()))
            : message);
  }

  void notBuilt(String message) {
    scope.findings().notBuilt(node.at(), path, message);
  }

  void warn(String message) {
    scope.findings().warning(node.at(), path, message);
  }

  /** Reads a mapping where nothing is not enough. */
  Optional<Section> root() {
    return isMapping() ? section() : unexpected("a mapping (key: value)", node.kind());
  }

  /** Reads a mapping. Nothing is as good as an absent key and not a fault. */
  Optional<Section> section() {
    return switch (node) {
      case Node.Mapping mapping -> Optional.of(new Section(scope, path, mapping));
      case Node.Nothing _ -> Optional.empty();
      case Node.Sequence _, Node.Scalar _ -> unexpected("a mapping (key: value)", node.kind());
    };
  }

  /** Reads a list. Nothing is as good as an empty one. */
  List<Field> items() {
    return switch (node) {
      case Node.Sequence sequence -> numbered(sequence);
      case Node.Nothing _ -> List.of();
      case Node.Mapping _, Node.Scalar _ -> {
        unexpected("a list", node.kind());
        yield List.of();
      }
    };
  }

  private List<Field> numbered(Node.Sequence sequence) {
    var fields = new ArrayList<Field>();
    for (var item : sequence.items()) {
      fields.add(new Field(scope, path + "[" + fields.size() + "]", item));
    }
    return fields;
  }

  /** Reads any value, as compact JSON text. */
  Optional<String> json() {
    return switch (node) {
      case Node.Nothing _ -> Optional.of("null");
      case Node.Scalar scalar -> anyText().map(text -> JsonText.scalar(scalar, text));
      case Node.Sequence _ -> JsonText.array(items());
      case Node.Mapping _ -> section().flatMap(section -> JsonText.object(section.fields()));
    };
  }

  /** Reads text that is not empty. */
  Optional<String> text() {
    return read("text that is not empty", text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** Reads text that may be empty. */
  Optional<String> anyText() {
    return raw("text");
  }

  List<String> texts() {
    return items().stream().map(Field::text).flatMap(Optional::stream).toList();
  }

  List<String> anyTexts() {
    return items().stream().map(Field::anyText).flatMap(Optional::stream).toList();
  }

  /** Reads a mapping of texts, none of which gets into a message. */
  Map<String, String> secrets() {
    var read = new LinkedHashMap<String, String>();
    section()
        .ifPresent(s -> s.fields().forEach((k, f) -> f.anyText().ifPresent(t -> read.put(k, t))));
    return read;
  }

  Optional<Boolean> flag() {
    return read(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  Optional<Integer> wholeNumber(int min, int max) {
    return read(
        "a whole number %d..%d".formatted(min, max),
        text ->
            Optional.of(text)
                .filter(t -> t.matches("-?\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(n -> n >= min && n <= max));
  }

  Optional<Duration> duration(Duration min, Duration max) {
    return read(
        "a duration like 30s, 5m or 1h30m, from %s to %s".formatted(inWords(min), inWords(max)),
        text -> Amounts.duration(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0));
  }

  Optional<Long> size(long min, long max) {
    return read(
        "a size like 8 MB or 65536, from %d to %d bytes".formatted(min, max),
        text -> Amounts.size(text).filter(n -> n >= min && n <= max));
  }

  /**
   * Whether it says the one thing that is built. Everything else is refused, later ones by name.
   */
  boolean only(String built, Set<String> later) {
    return read(built, text -> Optional.of(text).filter(t -> t.equals(built) || later.contains(t)))
        .filter(text -> isBuilt(text, built))
        .isPresent();
  }

  private boolean isBuilt(String text, String built) {
    if (!text.equals(built)) {
      notBuilt("\"%s\" is not built yet; expected %s".formatted(text, built));
    }
    return text.equals(built);
  }

  <E extends Enum<E>> Optional<E> choice(Class<E> type) {
    var constants = type.getEnumConstants();
    var names = Arrays.stream(constants).map(Field::written).toList();
    return read(
        "one of " + String.join(", ", names),
        text -> Arrays.stream(constants).filter(c -> written(c).equals(text)).findFirst());
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a path; relative ones belong to the folder of the configuration. */
  Optional<Path> file() {
    return read("a path", this::resolved);
  }

  Optional<Path> resolved(String text) {
    try {
      return Optional.of(text).filter(t -> !t.isBlank()).map(scope::resolve);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Reads text into something else; empty from the function means that it is not that. */
  <T> Optional<T> read(String expected, Function<String, Optional<T>> reading) {
    var text = raw(expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var value = reading.apply(text.get());
    return value.isPresent() ? value : unexpected(expected, shown(text.get()));
  }

  private Optional<String> raw(String expected) {
    if (!(node instanceof Node.Scalar scalar)) {
      return unexpected(expected, node.kind());
    }
    var interpolated = Interpolation.apply(scalar.text(), scope);
    interpolated.faults().forEach(this::refuse);
    return interpolated.faults().isEmpty() ? Optional.of(interpolated.value()) : Optional.empty();
  }

  /** What the file says, never what a variable in it holds. */
  private String shown(String value) {
    var written = node instanceof Node.Scalar scalar ? scalar.text() : "";
    var text = written.replaceAll("\\p{Cntrl}", " ");
    var quoted = "\"" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "\"";
    return written.equals(value) ? quoted : quoted + " with its variables replaced";
  }

  private <T> Optional<T> unexpected(String expected, String came) {
    refuse("expected %s, got %s".formatted(expected, came));
    return Optional.empty();
  }

  private static String inWords(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
