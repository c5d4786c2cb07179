package dev.dowser.server.adaptation;

import dev.dowser.server.rpc.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts real values where clients say friendly names. */
final class FriendlyValues {
  private static final int MOST_NAMED = 50;

  private FriendlyValues() {}

  /**
   * Replaces in place.
   *
   * @return what is wrong with the first name that none of them is
   */
  static Optional<String> replace(ObjectNode arguments, Map<String, Map<String, String>> values) {
    for (var parameter : values.entrySet()) {
      var given = arguments.get(parameter.getKey());
      if (given != null) {
        var real = real(given, parameter.getValue());
        if (real.isEmpty()) {
          return Optional.of(expected(parameter.getKey(), parameter.getValue()));
        }
        arguments.set(parameter.getKey(), real.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> real(JsonNode given, Map<String, String> values) {
    if (!(given instanceof ArrayNode list)) {
      return Optional.ofNullable(given.isString() ? values.get(given.asString()) : null)
          .map(Json::parse);
    }
    var all = JsonNodeFactory.instance.arrayNode();
    for (var item : list) {
      var real = item.isString() ? values.get(item.asString()) : null;
      if (real == null) {
        return Optional.empty();
      }
      all.add(Json.parse(real));
    }
    return Optional.of(all);
  }

  private static String expected(String parameter, Map<String, String> values) {
    var names = String.join(", ", values.keySet().stream().limit(MOST_NAMED).toList());
    return "/%s: expected one of %s%s"
        .formatted(parameter, names, values.size() > MOST_NAMED ? ", ..." : "");
  }
}
