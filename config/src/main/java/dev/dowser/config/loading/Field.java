package dev.dowser.config.loading;

import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import dev.dowser.config.key.Content;
import dev.dowser.config.key.Value;
import dev.dowser.config.key.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Content content;

  Field(Scope scope, String path, Node node, Content content) {
    this.scope = scope;
    this.path = path;
    this.node = node;
    this.content = content;
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

  boolean isNothing() {
    return node instanceof Node.Nothing;
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
    scope.findings().fault(node.at(), path, discreet(message));
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
    scope.findings().notBuilt(node.at(), path, discreet(message));
  }

  void warn(String message) {
    scope.findings().warning(node.at(), path, discreet(message));
  }

  /** A message may quote what the file says here, but not what a variable in it holds. */
  private String discreet(String message) {
    if (!(node instanceof Node.Scalar scalar) || !scalar.text().contains("${")) {
      return message;
    }
    var value = Interpolation.apply(scalar.text(), scope).value();
    return message.replace("\"" + value + "\"", "\"" + scalar.text() + "\"");
  }

  /** Reads a mapping where nothing is not enough. */
  Optional<Section> root() {
    return isMapping() ? section() : unexpected("a mapping (key: value)", node.kind());
  }

  /** Reads a mapping. Nothing is as good as an absent key and not a fault. */
  Optional<Section> section() {
    return switch (node) {
      case Node.Mapping mapping -> Optional.of(new Section(scope, path, mapping, content));
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
      fields.add(new Field(scope, path + "[" + fields.size() + "]", item, content.item()));
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

  /** Reads what is declared to stand here. */
  <T> Optional<T> value(Value<T> value) {
    return value(value, value.reading());
  }

  /** Reads what is declared to stand here as more than the declaration makes of it. */
  <T> Optional<T> value(Value<?> value, Function<String, Optional<T>> reading) {
    content.demand(value);
    return read(value.expected(), reading);
  }

  /** Reads a list; without items that are wrong, which are reported then. */
  <T> List<T> values(Value<T> item) {
    return items().stream().map(field -> field.value(item)).flatMap(Optional::stream).toList();
  }

  /** Reads text that is not empty. */
  Optional<String> text() {
    return value(Values.TEXT);
  }

  /** Reads a single value as text, whatever it means. */
  Optional<String> anyText() {
    return raw("text");
  }

  /** Reads a mapping of texts, none of which gets into a message. */
  Map<String, String> secrets() {
    var read = new LinkedHashMap<String, String>();
    section()
        .ifPresent(s -> s.fields().forEach((k, f) -> f.anyText().ifPresent(t -> read.put(k, t))));
    return read;
  }

  /**
   * Whether it says the one thing that is built. Everything else is refused, later ones by name.
   */
  boolean only(Value<String> value) {
    return value(value).filter(text -> isBuilt(text, value.expected())).isPresent();
  }

  private boolean isBuilt(String text, String built) {
    if (!text.equals(built)) {
      notBuilt("\"%s\" is not built yet; expected %s".formatted(text, built));
    }
    return text.equals(built);
  }

  /** Reads a path; relative ones belong to the folder of the configuration. */
  Optional<Path> file() {
    return value(Values.PATH, this::resolved);
  }

  Optional<Path> resolved(String text) {
    try {
      return Optional.of(text).filter(t -> !t.isBlank()).map(scope::resolve);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> read(String expected, Function<String, Optional<T>> reading) {
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
}
