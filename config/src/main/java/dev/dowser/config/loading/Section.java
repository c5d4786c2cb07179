package dev.dowser.config.loading;

import dev.dowser.config.document.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of a configuration. It remembers which keys were asked for: these are the known ones,
 * and {@link #finish()} reports every other.
 */
final class Section {

  private final Scope scope;
  private final String path;
  private final Node.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();

  private final boolean lenient;

  Section(Scope scope, String path, Node.Mapping mapping) {
    this(scope, path, mapping, false);
  }

  private Section(Scope scope, String path, Node.Mapping mapping, boolean lenient) {
    this.scope = scope;
    this.path = path;
    this.mapping = mapping;
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
    return new Section(scope.forClients(), path, mapping, true);
  }

  /** The same mapping, read with the variables of a file. */
  Section with(Map<String, String> variables) {
    return new Section(scope.with(variables), path, mapping, lenient);
  }

  boolean isOfClient() {
    return lenient;
  }

  void refuse(String message) {
    scope.findings().fault(mapping.at(), path, message);
  }

  /** The value of a key, which is known from now on. */
  Optional<Field> field(String key) {
    known.add(key);
    return peek(key);
  }

  /** The value of a key, whether known or not. */
  Optional<Field> peek(String key) {
    return entry(key).map(entry -> new Field(scope, pathOf(key), entry.value()));
  }

  Optional<Field> required(String key, String expected) {
    var field = field(key);
    if (field.isEmpty() && !isMisspelt(key)) {
      scope.findings().fault(mapping.at(), pathOf(key), "is missing, expected " + expected);
    }
    return field;
  }

  /** Whether a key that nobody knows is probably meant to be this one and refused for that. */
  boolean isMisspelt(String key) {
    return !lenient
        && mapping.entries().stream()
            .map(Node.Entry::key)
            .filter(written -> !known.contains(written))
            .anyMatch(written -> NearestName.of(written, Set.of(key)).isPresent());
  }

  /** The section under a key; empty also when it says nothing. */
  Optional<Section> section(String key) {
    return field(key).flatMap(Field::section);
  }

  /** All values, where the keys are names that the user chose. */
  Map<String, Field> fields() {
    var fields = new LinkedHashMap<String, Field>();
    mapping
        .entries()
        .forEach(e -> fields.put(e.key(), new Field(scope, pathOf(e.key()), e.value())));
    return fields;
  }

  /** Where a key itself stands matters more than its value: it must not be there. */
  void notAllowed(String key, String message) {
    known.add(key);
    entry(key).ifPresent(entry -> scope.findings().fault(entry.at(), pathOf(key), message));
  }

  /** Keys that protect or change what clients get, but are not built yet. */
  void notBuilt(String... keys) {
    for (var key : keys) {
      field(key).filter(field -> !field.isEmpty()).ifPresent(_ -> asksForMore(key, NOT_BUILT));
    }
  }

  /** The value of a key asks for what is not built yet. */
  void asksForMore(String key, String message) {
    known.add(key);
    entry(key).ifPresent(e -> scope.findings().notBuilt(e.at(), pathOf(key), message));
  }

  /** Keys that are understood and harmless, but have no effect. */
  void withoutEffect(String message, String... keys) {
    for (var key : keys) {
      known.add(key);
      entry(key)
          .filter(entry -> !new Field(scope, "", entry.value()).isEmpty())
          .ifPresent(entry -> scope.findings().warning(entry.at(), pathOf(key), message));
    }
  }

  /** Reports keys that nothing asked for. */
  void finish() {
    mapping.entries().stream().filter(entry -> !known.contains(entry.key())).forEach(this::unknown);
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
    return NearestName.of(key, known)
        .map("; did you mean \"%s\"?"::formatted)
        .orElseGet(() -> lenient ? "" : "; known here: " + String.join(", ", known));
  }

  private Optional<Node.Entry> entry(String key) {
    return mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static final String NOT_BUILT =
      "is not built yet; it protects or changes what clients get, so it is not ignored";

  static final String NO_EFFECT = "is accepted but has no effect yet";
}
