package dev.dowser.config.loading;

import dev.dowser.config.document.Node;
import dev.dowser.config.key.Content;
import dev.dowser.config.key.Key;
import dev.dowser.config.key.Mention;
import dev.dowser.config.key.Part;
import dev.dowser.config.key.Setting;
import dev.dowser.config.key.Shape;
import dev.dowser.config.key.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping of a configuration. Only declared keys can be read, and {@link #finish()} reports what
 * is written and not declared.
 */
final class Section {

  private final Scope scope;
  private final String path;
  private final Node.Mapping mapping;
  private final Content content;

  private final boolean lenient;

  Section(Scope scope, String path, Node.Mapping mapping, Content content) {
    this(scope, path, mapping, content, false);
  }

  private Section(
      Scope scope, String path, Node.Mapping mapping, Content content, boolean lenient) {
    this.scope = scope;
    this.path = path;
    this.mapping = mapping;
    this.content = content.mapping();
    this.lenient = lenient;
  }

  String path() {
    return path;
  }

  Scope scope() {
    return scope;
  }

  /** The same mapping as one of a client's own file, where unknown keys are only warnings. */
  Section ofClient() {
    return new Section(scope.forClients(), path, mapping, content, true);
  }

  /** The same mapping with other keys declared. */
  Section as(Shape shape) {
    return new Section(scope, path, mapping, new Content.Nested(shape), lenient);
  }

  /** The same mapping, read with the variables of a file. */
  Section with(Map<String, String> variables) {
    return new Section(scope.with(variables), path, mapping, content, lenient);
  }

  boolean isOfClient() {
    return lenient;
  }

  void refuse(String message) {
    scope.findings().fault(mapping.at(), path, message);
  }

  /** The value of a key. */
  Optional<Field> field(Key key) {
    demand(key);
    return peek(key.name());
  }

  /** The value of a key, whether declared or not. */
  Optional<Field> peek(String key) {
    return entry(key).map(this::behind);
  }

  /** What a key says; empty also if it is wrong, which is reported then. */
  <T> Optional<T> value(Setting<T> setting) {
    return field(setting).flatMap(field -> field.value(setting.value()));
  }

  /** Whether a key that is there says the one thing that is built; others are reported. */
  boolean only(Setting<String> setting) {
    return field(setting).map(field -> field.only(setting.value())).orElse(true);
  }

  /** What a list says; without items that are wrong, which are reported then. */
  <T> List<T> values(Part part, Value<T> item) {
    return field(part).map(field -> field.values(item)).orElseGet(List::of);
  }

  Optional<Field> required(Setting<?> setting) {
    return required(setting, setting.value().expected());
  }

  Optional<Field> required(Key key, String expected) {
    var field = field(key);
    if (field.isEmpty() && !isMisspelt(key)) {
      scope.findings().fault(mapping.at(), pathOf(key.name()), "is missing, expected " + expected);
    }
    return field;
  }

  /** Whether a key that nobody knows is probably meant to be this one and refused for that. */
  boolean isMisspelt(Key key) {
    return !lenient
        && mapping.entries().stream()
            .map(Node.Entry::key)
            .filter(written -> content.behind(written).isEmpty())
            .anyMatch(written -> NearestName.of(written, Set.of(key.name())).isPresent());
  }

  /** The section under a key; empty also when it says nothing. */
  Optional<Section> section(Part part) {
    return field(part).flatMap(Field::section);
  }

  /** All values, where the keys are names that the user chose. */
  Map<String, Field> fields() {
    var fields = new LinkedHashMap<String, Field>();
    mapping.entries().forEach(entry -> fields.put(entry.key(), behind(entry)));
    return fields;
  }

  /** Where a key itself stands matters more than its value: it must not be there. */
  void notAllowed(Key key, String message) {
    demand(key);
    entry(key.name()).ifPresent(e -> scope.findings().fault(e.at(), pathOf(key.name()), message));
  }

  /** Refuses a name that the user chose, where it stands. */
  void refuseName(String name, String message) {
    entry(name).ifPresent(e -> scope.findings().fault(e.at(), pathOf(name), message));
  }

  /** The value of a key asks for what is not built yet. */
  void asksForMore(Key key, String message) {
    demand(key);
    entry(key.name())
        .ifPresent(e -> scope.findings().notBuilt(e.at(), pathOf(key.name()), message));
  }

  /** A key that is understood and harmless, but has no effect beside the others. */
  void withoutEffect(Key key, String message) {
    demand(key);
    entry(key.name())
        .filter(entry -> !behind(entry).isEmpty())
        .ifPresent(e -> scope.findings().warning(e.at(), pathOf(key.name()), message));
  }

  /** Reports keys that are not declared, and what is declared to do nothing. */
  void finish() {
    for (var entry : mapping.entries()) {
      if (content.behind(entry.key()).isEmpty()) {
        unknown(entry);
      }
    }
    declared().filter(Mention.class::isInstance).map(Mention.class::cast).forEach(this::mentioned);
  }

  private void mentioned(Mention key) {
    switch (key.standing()) {
      case WARNED -> withoutEffect(key, key.meaning());
      case REFUSED ->
          field(key).filter(f -> !f.isEmpty()).ifPresent(_ -> asksForMore(key, key.meaning()));
    }
  }

  private void unknown(Node.Entry entry) {
    var at = entry.at();
    var where = pathOf(entry.key());
    if (lenient) {
      scope.findings().warning(at, where, "has no effect here" + meant(entry.key()));
    } else if (entry.key().equals("<<")) {
      scope.findings().fault(at, where, "merge keys are not supported");
    } else {
      scope.findings().fault(at, where, "unknown key" + meant(entry.key()));
    }
  }

  private String meant(String key) {
    return NearestName.of(key, declared().map(Key::name).toList())
        .map("; did you mean \"%s\"?"::formatted)
        .orElseGet(() -> lenient ? "" : "; known here: " + String.join(", ", useful()));
  }

  private List<String> useful() {
    return declared().filter(key -> !(key instanceof Mention)).map(Key::name).toList();
  }

  private Stream<Key> declared() {
    return content instanceof Content.Nested nested
        ? nested.shape().keys().stream()
        : Stream.empty();
  }

  private void demand(Key key) {
    if (declared().noneMatch(key::equals)) {
      throw new IllegalStateException("%s is read at \"%s\", not declared".formatted(key, path));
    }
  }

  private Field behind(Node.Entry entry) {
    var behind = content.behind(entry.key()).orElse(Content.anything());
    return new Field(scope, pathOf(entry.key()), entry.value(), behind);
  }

  private Optional<Node.Entry> entry(String key) {
    return mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
