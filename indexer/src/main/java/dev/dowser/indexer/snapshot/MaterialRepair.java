package dev.dowser.indexer.snapshot;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes definitions of prompts, resources and templates ones that strict clients accept, as {@link
 * DefinitionRepair} does for tools: known optional fields that do not fit go, unknown ones stay.
 */
final class MaterialRepair {
  private static final Map<String, Predicate<JsonNode>> OPTIONAL =
      Map.of(
          "title", JsonNode::isString,
          "description", JsonNode::isString,
          "mimeType", JsonNode::isString,
          "size", JsonNode::isNumber,
          "annotations", JsonNode::isObject,
          "_meta", JsonNode::isObject,
          "icons", DefinitionRepair::areIcons);
  private static final Map<String, Predicate<JsonNode>> ANNOTATIONS =
      Map.of(
          "audience", MaterialRepair::areRoles,
          "priority", MaterialRepair::isShare,
          "lastModified", MaterialRepair::isInstant);

  private MaterialRepair() {}

  /** A repaired copy; {@code name} is fine already. */
  static ObjectNode prompt(ObjectNode raw) {
    var definition = common(raw);
    switch (definition.get("arguments")) {
      case null -> {}
      case ArrayNode arguments -> repair(arguments);
      default -> definition.remove("arguments");
    }
    return definition;
  }

  private static void repair(ArrayNode arguments) {
    arguments.removeIf(argument -> !argument.path("name").isString());
    for (var argument : arguments) {
      var one = (ObjectNode) argument;
      DefinitionRepair.removeUnless(one, "title", JsonNode::isString);
      DefinitionRepair.removeUnless(one, "description", JsonNode::isString);
      DefinitionRepair.removeUnless(one, "required", JsonNode::isBoolean);
    }
  }

  /** A repaired copy, with its key for a missing name, because clients want one. */
  static ObjectNode resource(ObjectNode raw, String key) {
    var definition = common(raw);
    if (!definition.path("name").isString()) {
      definition.put("name", definition.path(key).asString());
    }
    return definition;
  }

  private static ObjectNode common(ObjectNode raw) {
    var definition = raw.deepCopy();
    OPTIONAL.forEach((field, fits) -> DefinitionRepair.removeUnless(definition, field, fits));
    if (definition.get("annotations") instanceof ObjectNode annotations) {
      ANNOTATIONS.forEach((field, fits) -> DefinitionRepair.removeUnless(annotations, field, fits));
    }
    return definition;
  }

  private static boolean areRoles(JsonNode node) {
    return node.isArray()
        && node.valueStream()
            .map(role -> role.asString(""))
            .allMatch(role -> role.equals("user") || role.equals("assistant"));
  }

  private static boolean isShare(JsonNode node) {
    return node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= 1;
  }

  private static boolean isInstant(JsonNode node) {
    try {
      return node.isString() && OffsetDateTime.parse(node.asString()) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
