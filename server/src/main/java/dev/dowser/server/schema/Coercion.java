package dev.dowser.server.schema;

import com.networknt.schema.Error;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments with strings read as the numbers, booleans, lists or objects that the schema wants. A
 * string is replaced only if it is the JSON text of exactly one value of a wanted type.
 *
 * @param arguments a copy
 * @param repairs what was read as what
 */
public record Coercion(ObjectNode arguments, List<String> repairs) {
  private static final int LONGEST = 100_000;

  /** Copies the list. */
  public Coercion {
    repairs = List.copyOf(repairs);
  }

  /**
   * The arguments read differently where these faults are about the types of strings, if any is.
   */
  static Optional<Coercion> of(ObjectNode arguments, List<Error> faults) {
    var wanted = new LinkedHashMap<String, Set<String>>();
    for (var fault : faults) {
      if (fault.getInstanceNode() != null && fault.getInstanceNode().isString()) {
        wanted
            .computeIfAbsent(fault.getInstanceLocation().toString(), _ -> new LinkedHashSet<>())
            .addAll(types(fault));
      }
    }
    var copy = arguments.deepCopy();
    var repairs = new ArrayList<String>();
    wanted.forEach((path, types) -> replace(copy, JsonPointer.compile(path), types, repairs));
    return repairs.isEmpty() ? Optional.empty() : Optional.of(new Coercion(copy, repairs));
  }

  private static Set<String> types(Error fault) {
    var types = new LinkedHashSet<String>();
    var schema = fault.getSchemaNode();
    if (Objects.equals(fault.getKeyword(), "type") && schema != null) {
      if (schema.isString()) {
        types.add(schema.asString());
      }
      schema.valueStream().forEach(type -> types.add(type.asString("")));
    }
    return types;
  }

  private static void replace(
      ObjectNode arguments, JsonPointer path, Set<String> types, List<String> repairs) {
    var text = arguments.at(path).asString();
    var value = read(text).filter(v -> types.stream().anyMatch(type -> isOf(v, type)));
    if (value.isEmpty() || path.matches()) {
      return;
    }
    var parent = arguments.at(path.head());
    if (parent instanceof ObjectNode object) {
      object.set(path.last().getMatchingProperty(), value.get());
    } else if (parent instanceof ArrayNode array) {
      array.set(path.last().getMatchingIndex(), value.get());
    }
    repairs.add(path + ": string read as " + kind(value.get()));
  }

  private static Optional<JsonNode> read(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (stripped) {
            case "True", "TRUE" -> Json.parse("true");
            case "False", "FALSE" -> Json.parse("false");
            default -> Json.parse(stripped);
          });
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static boolean isOf(JsonNode value, String type) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> Literal.text(value);
    };
  }
}
