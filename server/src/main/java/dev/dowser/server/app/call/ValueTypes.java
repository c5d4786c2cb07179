package dev.dowser.server.app.call;

import dev.dowser.server.rpc.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Which JSON types a schema lets a value have, as far as that can be told without validating.
 *
 * @param root where {@code $ref} points into
 * @param schema of the value; a missing node allows everything
 */
record ValueTypes(JsonNode root, JsonNode schema) {
  private static final int DEEPEST = 8;
  private static final List<String> UNIONS = List.of("anyOf", "oneOf", "allOf");

  /** Names of types as JSON Schema has them; empty if any may do. */
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    add(schema, names, 0);
    return names;
  }

  private void add(JsonNode node, Set<String> names, int depth) {
    var here = resolved(node);
    if (depth > DEEPEST || !here.isObject()) {
      return;
    }
    var type = here.path("type");
    if (type.isString()) {
      names.add(type.asString());
    }
    type.valueStream().forEach(one -> names.add(one.asString("")));
    if (names.isEmpty()) {
      here.path("enum").forEach(value -> names.add(typeOf(value)));
    }
    UNIONS.forEach(union -> here.path(union).forEach(part -> add(part, names, depth + 1)));
  }

  /** The schema of the items of a list. */
  ValueTypes items() {
    return new ValueTypes(root, itemsOf(schema, 0));
  }

  private JsonNode itemsOf(JsonNode node, int depth) {
    var here = resolved(node);
    if (here.has("items") || depth > DEEPEST) {
      return here.path("items");
    }
    return UNIONS.stream()
        .flatMap(union -> here.path(union).valueStream())
        .map(part -> itemsOf(part, depth + 1))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(here.path("items"));
  }

  /** Whether a string of this schema holds bytes. */
  boolean isBase64() {
    var here = resolved(schema);
    return here.path("contentEncoding").asString("").equals("base64")
        || Set.of("byte", "binary").contains(here.path("format").asString(""));
  }

  private JsonNode resolved(JsonNode node) {
    var here = node;
    for (var step = 0; step < DEEPEST && here.path("$ref").isString(); step++) {
      here = target(here.path("$ref").asString());
    }
    return here;
  }

  private JsonNode target(String reference) {
    try {
      return reference.startsWith("#/")
          ? root.at(JsonPointer.compile(reference.substring(1)))
          : Json.object().path("elsewhere");
    } catch (IllegalArgumentException | JacksonException noPointer) {
      return Json.object().path("elsewhere");
    }
  }

  static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
      case STRING, BINARY -> "string";
    };
  }
}
