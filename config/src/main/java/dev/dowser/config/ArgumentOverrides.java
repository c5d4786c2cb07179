package dev.dowser.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a call's arguments between client and backend.
 *
 * @param defaults by parameter, as JSON text
 * @param hide parameters that clients do not see and may not send
 * @param values by parameter: real values as JSON text by the names that clients use
 * @param constraints a JSON Schema for what the backend gets, as JSON text
 * @param constraintsMessage what clients are told that break it
 */
public record ArgumentOverrides(
    Map<String, String> defaults,
    List<String> hide,
    Map<String, Map<String, String>> values,
    Optional<String> constraints,
    Optional<String> constraintsMessage) {

  /** Nothing is changed. */
  public static final ArgumentOverrides NONE =
      new ArgumentOverrides(Map.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Copies; the order of values is kept. */
  public ArgumentOverrides {
    defaults = Map.copyOf(defaults);
    hide = List.copyOf(hide);
    var copy = new LinkedHashMap<String, Map<String, String>>();
    values.forEach((parameter, names) ->
        copy.put(parameter, Collections.unmodifiableMap(new LinkedHashMap<>(names))));
    values = Collections.unmodifiableMap(copy);
  }

  /** Without defaults and real values, which may be secrets. */
  @Override
  public String toString() {
    return "ArgumentOverrides[defaults=%s, hide=%s, values=%s, constraints=%s]"
        .formatted(Masked.names(defaults), hide, values.keySet(), constraints);
  }
}
