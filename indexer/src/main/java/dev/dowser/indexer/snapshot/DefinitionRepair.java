package dev.dowser.indexer.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a definition one that strict clients accept: known optional fields of a wrong JSON type go,
 * a missing input schema is the schema of an object. Unknown fields stay.
 */
final class DefinitionRepair {
  private static final Map<String, Predicate<JsonNode>> OPTIONAL =
      Map.of(
          "title", JsonNode::isString,
          "description", JsonNode::isString,
          "annotations", JsonNode::isObject,
          "execution", JsonNode::isObject,
          "_meta", JsonNode::isObject,
          "icons", DefinitionRepair::areIcons,
          "outputSchema", schema -> schema.isObject() && schemaFault(schema).isEmpty());
  private static final List<String> HINTS =
      List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

  private DefinitionRepair() {}

  /** What is wrong with an input or output schema so that clients would refuse it. */
  static Optional<String> schemaFault(@Nullable JsonNode schema) {
    if (schema == null || schema.isNull()) {
      return Optional.empty();
    }
    if (!schema.isObject()) {
      return Optional.of("must be an object, got " + EntryReader.kind(schema));
    }
    var type = schema.get("type");
    if (type == null || type.asString("").equals("object")) {
      return Optional.empty();
    }
    return Optional.of(
        "must have type \"object\", got " + DefinitionText.cut(type.toString(), 100));
  }

  /** A repaired copy. */
  static ObjectNode repaired(ObjectNode raw) {
    var definition = raw.deepCopy();
    OPTIONAL.forEach((field, fits) -> removeUnless(definition, field, fits));
    if (definition.get("annotations") instanceof ObjectNode annotations) {
      HINTS.forEach(hint -> removeUnless(annotations, hint, JsonNode::isBoolean));
      removeUnless(annotations, "title", JsonNode::isString);
    }
    repairSchema(definition.withObjectProperty("inputSchema"));
    if (definition.get("outputSchema") instanceof ObjectNode schema) {
      repairSchema(schema);
    }
    return definition;
  }

  private static void repairSchema(ObjectNode schema) {
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    removeUnless(schema, "properties", JsonNode::isObject);
    removeUnless(schema, "required", DefinitionRepair::areStrings);
  }

  static void removeUnless(ObjectNode node, String field, Predicate<JsonNode> fits) {
    var value = node.get(field);
    if (value != null && !fits.test(value)) {
      node.remove(field);
    }
  }

  private static boolean areStrings(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(JsonNode::isString);
  }

  static boolean areIcons(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(icon -> icon.path("src").isString());
  }
}
