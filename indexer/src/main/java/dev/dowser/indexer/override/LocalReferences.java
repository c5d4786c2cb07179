package dev.dowser.indexer.override;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts in place of a {@code $ref} what it means. Only copies are changed then, because the referred
 * schema may stand for something else as well. What leads out of the schema, nowhere or round in
 * circles stays as it is.
 */
final class LocalReferences {

  private static final String REF = "$ref";
  private static final int MOST = 16;

  private final JsonNode root;
  private int resolved;

  /** Of a schema, as its backend gave it. */
  LocalReferences(ObjectNode root) {
    this.root = root.deepCopy();
  }

  void resolve(ObjectNode schema) {
    while (resolved < MOST && target(schema) instanceof ObjectNode target) {
      resolved++;
      schema.remove(REF);
      join(schema, target.deepCopy());
    }
  }

  private JsonNode target(ObjectNode schema) {
    var reference = schema.path(REF).asString("");
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema.path("");
  }

  /** Beside what stands there already, where both say something of one keyword. */
  private static void join(ObjectNode schema, ObjectNode target) {
    boolean clash =
        target.properties().stream()
            .anyMatch(e -> schema.has(e.getKey()) && !schema.path(e.getKey()).equals(e.getValue()));
    if (!clash) {
      schema.setAll(target);
    } else if (schema.get("allOf") instanceof ArrayNode all) {
      all.add(target);
    } else {
      schema.putArray("allOf").add(target);
    }
  }
}
