package dev.dowser.indexer.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How arguments that a client sends become those that the backend gets. The tool's definition shows
 * the client's side of it.
 *
 * @param defaults by parameter, as JSON text; for parameters that a call leaves out. For a
 *     parameter with {@code values} one of their names
 * @param hidden parameters that clients may not send
 * @param values by parameter: real values as JSON text by the names that clients use for them
 * @param constraint what the backend's arguments must meet
 */
public record Adaptation(
    Map<String, String> defaults,
    Set<String> hidden,
    Map<String, Map<String, String>> values,
    Optional<Constraint> constraint) {

  /** Arguments pass as they are. */
  public static final Adaptation NONE =
      new Adaptation(Map.of(), Set.of(), Map.of(), Optional.empty());

  /** Copies; the order of values is kept. */
  public Adaptation {
    defaults = Map.copyOf(defaults);
    hidden = Set.copyOf(hidden);
    var copy = new LinkedHashMap<String, Map<String, String>>();
    values.forEach((parameter, names) ->
        copy.put(parameter, Collections.unmodifiableMap(new LinkedHashMap<>(names))));
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * A JSON Schema for the arguments.
   *
   * @param schema as JSON text
   * @param message what a client is told in place of the faults
   */
  public record Constraint(String schema, Optional<String> message) {}

  /** Without defaults and real values, which may be secrets. */
  @Override
  public String toString() {
    return "Adaptation[defaults=%s, hidden=%s, values=%s, constraint=%s]"
        .formatted(defaults.keySet(), hidden, values.keySet(), constraint.isPresent());
  }
}
