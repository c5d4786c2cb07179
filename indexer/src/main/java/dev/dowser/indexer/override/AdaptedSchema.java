package dev.dowser.indexer.override;

import dev.dowser.indexer.catalog.Adaptation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a backend's input schema the one that clients see: without hidden parameters, with
 * friendly names in place of values, and with nothing required that has a default.
 *
 * <p>Where the schema states alternatives ({@code allOf}, {@code anyOf}, {@code oneOf}, {@code
 * then}, {@code else}), the same is done in them. {@code not} and {@code if} are left alone: taking
 * a condition away there would turn its meaning round. References within the schema are followed.
 */
final class AdaptedSchema {
  private static final int DEEPEST = 16;
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SINGLE = List.of("then", "else");

  private final Adaptation adaptation;
  private final Set<String> supplied;
  private final Set<String> replaced;

  AdaptedSchema(Adaptation adaptation) {
    this.adaptation = adaptation;
    this.supplied = new HashSet<>(adaptation.hidden());
    supplied.addAll(adaptation.defaults().keySet());
    this.replaced = new HashSet<>(adaptation.hidden());
    replaced.addAll(adaptation.values().keySet());
  }

  /** Changes the schema; returns the parameters that it does not have. */
  Set<String> write(ObjectNode schema) {
    var unknown = new LinkedHashSet<String>();
    if (supplied.isEmpty() && replaced.isEmpty()) {
      return unknown;
    }
    var references = new LocalReferences(schema);
    references.resolve(schema);
    var known = schema.withObjectProperty("properties");
    supplied.stream().sorted().filter(name -> !known.has(name)).forEach(unknown::add);
    replaced.stream().sorted().filter(name -> !known.has(name)).forEach(unknown::add);
    known.remove(adaptation.hidden());
    adaptation
        .values()
        .forEach((name, values) -> showNames(known, name, List.copyOf(values.keySet())));
    adaptation.defaults().forEach((name, value) -> showDefault(known, name, value));
    relax(schema);
    alternatives(schema, references, 0);
    return unknown;
  }

  private static void showNames(ObjectNode properties, String parameter, List<String> names) {
    var before = properties.path(parameter);
    var shown = JsonNodeFactory.instance.objectNode();
    for (var text : List.of("title", "description")) {
      if (before.path(text).isString()) {
        shown.set(text, before.get(text));
      }
    }
    if (before.path("type").asString("").equals("array")) {
      named(shown.put("type", "array").putObject("items"), names);
    } else {
      named(shown, names);
    }
    properties.set(parameter, shown);
  }

  private static void named(ObjectNode schema, List<String> names) {
    var list = schema.put("type", "string").putArray("enum");
    names.forEach(list::add);
  }

  private static void showDefault(ObjectNode properties, String parameter, String value) {
    if (properties.get(parameter) instanceof ObjectNode property) {
      property.set("default", VariantDefinition.MAPPER.readTree(value));
    }
  }

  private void alternatives(ObjectNode schema, LocalReferences references, int depth) {
    if (depth == DEEPEST) {
      return;
    }
    for (var key : LISTS) {
      schema.path(key).forEach(branch -> alternative(branch, references, depth));
    }
    for (var key : SINGLE) {
      alternative(schema.path(key), references, depth);
    }
  }

  private void alternative(JsonNode branch, LocalReferences references, int depth) {
    if (branch instanceof ObjectNode object) {
      references.resolve(object);
      if (object.get("properties") instanceof ObjectNode properties) {
        properties.remove(replaced);
      }
      relax(object);
      alternatives(object, references, depth + 1);
    }
  }

  private void relax(ObjectNode schema) {
    without(schema.path("required"));
    if (schema.get("dependentRequired") instanceof ObjectNode dependent) {
      dependent.remove(adaptation.hidden());
      dependent.forEach(this::without);
    }
    if (schema.get("dependentSchemas") instanceof ObjectNode dependent) {
      dependent.remove(adaptation.hidden());
    }
  }

  private void without(JsonNode names) {
    if (names instanceof ArrayNode list) {
      list.removeIf(name -> supplied.contains(name.asString("")));
    }
  }
}
