package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads arguments of the meta-tools in the shapes that models send them. */
final class Argument {

  private Argument() {}

  /** The first of these members that is there and not null, else a missing node. */
  static JsonNode of(ObjectNode arguments, List<String> names) {
    for (var name : names) {
      var value = arguments.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return value;
      }
    }
    return MissingNode.getInstance();
  }

  /** A whole number, also as a float or in a string. */
  static Optional<Integer> integer(JsonNode value) {
    if (!value.isNumber() && !value.isString()) {
      return Optional.empty();
    }
    try {
      double number =
          value.isString() ? Double.parseDouble(value.asString().strip()) : value.asDouble();
      return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
          ? Optional.of((int) number)
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** True or false, also in a string. */
  static Optional<Boolean> bool(JsonNode value) {
    return switch (value.asString("").strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** An object, also as JSON text; nothing at all is an empty one. */
  static Optional<ObjectNode> object(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.of(Json.object());
    }
    if (value.isString()) {
      return value.asString().isBlank() ? Optional.of(Json.object()) : parsed(value.asString());
    }
    return value instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<ObjectNode> parsed(String text) {
    try {
      return Json.parse(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
