package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads what finding needs of an input schema: the properties and, one level deep, those of nested
 * objects as {@code outer.inner}. References are not followed. All is bounded.
 */
final class ParameterReader {
  private static final int MAX_PARAMETERS = 200;
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_ENUM_VALUES = 30;
  private static final int MAX_ENUM_VALUE = 60;

  private ParameterReader() {}

  static List<Parameter> read(JsonNode schema) {
    var parameters = new ArrayList<Parameter>();
    for (var property : schema.path("properties").properties()) {
      add(parameters, property.getKey(), property.getValue());
      for (var inner : nested(property)) {
        add(parameters, property.getKey() + "." + inner.getKey(), inner.getValue());
      }
      if (parameters.size() >= MAX_PARAMETERS) {
        break;
      }
    }
    return parameters;
  }

  private static Iterable<Map.Entry<String, JsonNode>> nested(Map.Entry<String, JsonNode> outer) {
    return outer.getValue().path("properties").properties();
  }

  private static void add(List<Parameter> parameters, String name, JsonNode property) {
    if (parameters.size() < MAX_PARAMETERS) {
      parameters.add(new Parameter(DefinitionText.cut(name, MAX_NAME), description(property)));
    }
  }

  private static String description(JsonNode property) {
    var words = new ArrayList<String>();
    words.add(
        DefinitionText.cut(property.path("description").asString("").strip(), MAX_DESCRIPTION));
    property
        .path("enum")
        .valueStream()
        .filter(value -> value.isString() || value.isNumber())
        .limit(MAX_ENUM_VALUES)
        .map(value -> DefinitionText.cut(value.asString(), MAX_ENUM_VALUE))
        .forEach(words::add);
    return String.join(" ", words).strip();
  }
}
