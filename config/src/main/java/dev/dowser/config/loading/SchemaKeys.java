package dev.dowser.config.loading;

import dev.dowser.config.key.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks a JSON Schema that the user wrote to protect something. JSON Schema ignores what it does
 * not know, so a slip would take the protection away in silence; here only keywords that assert
 * something are allowed.
 */
final class SchemaKeys {

  private static final Set<String> SCHEMAS =
      Set.of(
          "additionalProperties",
          "items",
          "contains",
          "not",
          "if",
          "then",
          "else",
          "propertyNames");
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> NUMBERS =
      Set.of("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum");
  private static final Set<String> COUNTS =
      Set.of(
          "maxLength",
          "minLength",
          "maxItems",
          "minItems",
          "maxContains",
          "minContains",
          "maxProperties",
          "minProperties");
  private static final Set<String> OTHERS =
      Set.of(
          "type",
          "enum",
          "const",
          "pattern",
          "required",
          "dependentRequired",
          "uniqueItems",
          "$ref",
          "title",
          "description",
          "$comment");
  private static final Set<String> TYPES =
      Set.of("null", "boolean", "object", "array", "number", "integer", "string");
  private static final Set<String> KNOWN = new LinkedHashSet<>();

  static {
    List.of(SCHEMAS, LISTS, NAMED, NUMBERS, COUNTS, OTHERS)
        .forEach(keys -> keys.stream().sorted().forEach(KNOWN::add));
  }

  private SchemaKeys() {}

  /** Refuses, where it stands, what asserts nothing. */
  static void check(Field schema) {
    if (schema.isMapping()) {
      schema.section().ifPresent(section -> section.fields().forEach(SchemaKeys::keyword));
    } else if (schema
        .json()
        .filter(text -> text.equals("true") || text.equals("false"))
        .isEmpty()) {
      schema.refuse("expected a JSON Schema: a mapping, true or false");
    }
  }

  private static void keyword(String key, Field value) {
    if (SCHEMAS.contains(key)) {
      check(value);
    } else if (LISTS.contains(key)) {
      value.items().forEach(SchemaKeys::check);
    } else if (NAMED.contains(key)) {
      value.root().map(Section::fields).orElseGet(Map::of).forEach((_, one) -> check(one));
    } else if (NUMBERS.contains(key)) {
      demand(value, "a number", "-?[\\d.eE+-]+");
    } else if (COUNTS.contains(key)) {
      demand(value, "a whole number", "\\d+");
    } else if (OTHERS.contains(key)) {
      other(key, value);
    } else {
      unknown(key, value);
    }
  }

  private static void other(String key, Field value) {
    switch (key) {
      case "pattern" -> value.text().ifPresent(text -> pattern(value, text));
      case "type" -> (value.isList() ? value.items() : List.of(value)).forEach(SchemaKeys::type);
      case "enum" -> value.items();
      case "required" -> value.values(Values.TEXT);
      case "dependentRequired" ->
          value.root().map(Section::fields).orElseGet(Map::of).values().stream()
              .forEach(names -> names.values(Values.TEXT));
      case "uniqueItems" -> demand(value, "true or false", "true|false");
      case "$ref" -> demand(value, "a reference within the schema, like #/$defs/x", "\"#.*");
      default -> {}
    }
  }

  private static void type(Field value) {
    value
        .text()
        .filter(text -> !TYPES.contains(text))
        .ifPresent(_ -> value.refuse("expected a type of JSON Schema: " + sorted(TYPES)));
  }

  private static void pattern(Field value, String text) {
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      value.refuse("expected a regular expression: " + e.getDescription());
    }
  }

  private static void demand(Field value, String expected, String pattern) {
    if (value.json().filter(text -> text.matches(pattern)).isEmpty()) {
      value.refuse("expected " + expected);
    }
  }

  private static void unknown(String key, Field value) {
    var near = NearestName.of(key, KNOWN);
    value.refuse(
        key.equals("format")
            ? "format asserts nothing here; use pattern"
            : near.map(
                    "no keyword of JSON Schema that asserts something; did you mean \"%s\"?"
                        ::formatted)
                .orElse(
                    "no keyword of JSON Schema that asserts something; known here: "
                        + sorted(KNOWN)));
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
