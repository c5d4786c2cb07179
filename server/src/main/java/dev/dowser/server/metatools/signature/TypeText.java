package dev.dowser.server.metatools.signature;

import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Types of a JSON schema in the notation of TypeScript. A parameter's own object is shown with its
 * properties; further down only what is required, so that a call can be built from it.
 */
final class TypeText {
  private static final String ANY = "any";
  private static final int ENUM_WIDTH = 90;
  private static final int SHORT_ENUM_WIDTH = 36;

  /** A backend may make one value as large as a definition and refer to it from everywhere. */
  private static final int LONGEST_LITERAL = 200;

  private static final int PATTERN_WIDTH = 60;
  private static final int MOST_OPTIONAL = 4;
  static final int MOST_UNDECLARED = 20;

  /** Formats whose text nobody could guess from "string". */
  private static final Set<String> FORMATS =
      Set.of("date", "date-time", "time", "duration", "uuid");

  private static final int MOST_ALTERNATIVES = 4;
  private static final int DEEPEST = 5;
  private static final int MOST_REFERENCES = 8;

  /** Recursive schemas end here: nesting within one type, and types within one signature. */
  private static final int MOST_NESTING = 16;

  private static final int MOST_TYPES = 1000;

  /** Of all types of one signature; names that are referred to from everywhere add up. */
  private static final int MOST_LETTERS = 20_000;

  private final JsonNode root;
  private final boolean terse;
  private int nesting;
  private int types;
  private int letters;

  /** Whether a call must have what is being written: then limits are shown too. */
  private boolean needed;

  /**
   * Types of one schema.
   *
   * @param root what references start from
   * @param terse with fewer values of enums, and of objects only what is required
   */
  TypeText(JsonNode root, boolean terse) {
    this.root = root;
    this.terse = terse;
  }

  /** The type of a parameter that a call must have, with the limits of its values. */
  String ofRequired(JsonNode schema) {
    needed = true;
    return bounded(type(schema, 1));
  }

  /** Counts what was written; what exceeds the bound of one signature is any type. */
  private String bounded(String type) {
    letters += type.length();
    return letters > MOST_LETTERS ? ANY : type;
  }

  /** The type of another parameter. */
  String ofOptional(JsonNode schema) {
    needed = false;
    return bounded(withoutNull(type(schema, 1)));
  }

  /** What may be left out need not be null. */
  private static String withoutNull(String type) {
    return type.endsWith("|null") ? type.substring(0, type.length() - "|null".length()) : type;
  }

  /** The schema behind local references; a cycle or an unknown target ends in a missing node. */
  JsonNode resolved(JsonNode schema) {
    var target = schema;
    for (int i = 0; i < MOST_REFERENCES && target.path("$ref").isString(); i++) {
      target = target(target.path("$ref").asString());
    }
    return target.path("$ref").isString() ? MissingNode.getInstance() : target;
  }

  private JsonNode target(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    return reference.startsWith("#/")
        ? root.at(JsonPointer.compile(reference.substring(1).replace("%24", "$")))
        : MissingNode.getInstance();
  }

  private String type(JsonNode unresolved, int depth) {
    if (depth > DEEPEST
        || nesting >= MOST_NESTING
        || ++types > MOST_TYPES
        || letters > MOST_LETTERS) {
      return ANY;
    }
    nesting++;
    var text = nullable(resolved(unresolved), depth);
    nesting--;
    return text;
  }

  private String nullable(JsonNode schema, int depth) {
    if (!schema.isObject()) {
      return ANY;
    }
    var text = alternatives(schema, depth);
    return schema.path("nullable").asBoolean(false) && !text.endsWith("|null")
        ? text + "|null"
        : text;
  }

  private String alternatives(JsonNode schema, int depth) {
    if (schema.has("const")) {
      return literal(schema.path("const"));
    }
    if (schema.path("enum").isArray()) {
      return enumeration(schema.path("enum"));
    }
    for (var keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).isArray() && !schema.has("properties")) {
        return union(schema.path(keyword).valueStream().map(one -> type(one, depth)).toList());
      }
    }
    if (schema.path("type").isArray()) {
      return union(
          schema
              .path("type")
              .valueStream()
              .map(one -> named(one.asString(""), schema, depth))
              .toList());
    }
    return named(typeName(schema), schema, depth);
  }

  private String typeName(JsonNode schema) {
    if (schema.path("type").isString()) {
      return schema.path("type").asString();
    }
    if (schema.has("properties") || schema.has("additionalProperties")) {
      return "object";
    }
    if (schema.has("items") || schema.has("prefixItems")) {
      return "array";
    }
    return schema.path("allOf").isArray() ? "allOf" : "";
  }

  private String named(String name, JsonNode schema, int depth) {
    return switch (name) {
      case "string" -> string(schema);
      case "integer", "number" -> number(name, schema);
      case "boolean", "null" -> name;
      case "array" -> array(schema, depth);
      case "object" -> object(schema, depth);
      case "allOf" -> allOf(schema.path("allOf"), depth);
      default -> ANY;
    };
  }

  private String number(String name, JsonNode schema) {
    return needed ? name + Limits.number(schema) : name;
  }

  /** With its pattern if that is short, as a name seldom says it and a call fails without it. */
  private String string(JsonNode schema) {
    if (!needed) {
      return "string";
    }
    var limits = Limits.length(schema);
    var pattern = schema.path("pattern").asString("");
    if (!pattern.isEmpty()
        && pattern.length() <= PATTERN_WIDTH
        && pattern.equals(PlainText.line(pattern))) {
      return "string" + limits + " /" + pattern.replaceAll("(?<!\\\\)/", "\\\\/") + "/";
    }
    var format = schema.path("format").asString("");
    return limits.isEmpty() && FORMATS.contains(format) ? "string " + format : "string" + limits;
  }

  private String allOf(JsonNode parts, int depth) {
    return parts
        .valueStream()
        .map(part -> type(part, depth))
        .filter(text -> !text.equals(ANY))
        .distinct()
        .limit(MOST_ALTERNATIVES)
        .reduce((a, b) -> a + "&" + b)
        .orElse(ANY);
  }

  private static String union(List<String> types) {
    Set<String> distinct = new LinkedHashSet<>(types);
    if (distinct.contains(ANY)) {
      return ANY;
    }
    boolean nullable = distinct.remove("null");
    var shown = new ArrayList<>(distinct.stream().limit(MOST_ALTERNATIVES).toList());
    if (distinct.size() > shown.size()) {
      shown.add("...");
    }
    if (nullable) {
      shown.add("null");
    }
    return shown.isEmpty() ? ANY : String.join("|", shown);
  }

  /** A value that is too long to be repeated is shown as its type. */
  private static String literal(JsonNode value) {
    boolean large =
        value.isString() ? value.asString().length() > LONGEST_LITERAL : value.isContainer();
    if (large) {
      return value.isString() ? "string" : value.isArray() ? "any[]" : "object";
    }
    return Literal.text(value);
  }

  private String enumeration(JsonNode values) {
    int width = needed && !terse ? ENUM_WIDTH : SHORT_ENUM_WIDTH;
    var text = new StringBuilder();
    int shown = 0;
    for (var value : values) {
      var literal = literal(value);
      if (shown > 0 && text.length() + literal.length() > width) {
        return text.append("|...+").append(values.size() - shown).toString();
      }
      text.append(shown++ == 0 ? "" : "|").append(literal);
    }
    return shown == 0 ? ANY : text.toString();
  }

  private String array(JsonNode schema, int depth) {
    var tuple =
        schema.path("prefixItems").isArray() ? schema.path("prefixItems") : schema.path("items");
    if (tuple.isArray()) {
      return "["
          + String.join(", ", tuple.valueStream().map(one -> type(one, depth + 1)).toList())
          + "]";
    }
    var item = type(schema.path("items"), depth);
    var one = isCompound(item) || hasLimits(item) ? "(" + item + ")" : item;
    return one + "[]" + (needed ? Limits.items(schema) : "");
  }

  /** Limits behind the name of a type would read as those of the list. */
  private static boolean hasLimits(String type) {
    return type.startsWith("string{")
        || (type.indexOf(' ') > 0 && "{[(".indexOf(type.charAt(0)) < 0);
  }

  /** Whether a bar or ampersand stands outside of braces, brackets and strings. */
  private static boolean isCompound(String type) {
    int open = 0;
    boolean quoted = false;
    for (int i = 0; i < type.length(); i++) {
      switch (type.charAt(i)) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case '{', '[', '(' -> open += quoted ? 0 : 1;
        case '}', ']', ')' -> open -= quoted ? 0 : 1;
        case '|', '&' -> {
          if (open == 0 && !quoted) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private String object(JsonNode schema, int depth) {
    var properties = schema.path("properties");
    var undeclared = required(schema);
    properties.propertyNames().forEach(undeclared::remove);
    if (properties.isEmpty() && undeclared.isEmpty()) {
      var values = schema.path("additionalProperties");
      return values.isObject() && !values.isEmpty()
          ? "{[key]: " + type(values, depth + 1) + "}"
          : "object";
    }
    var members = members(schema, depth);
    boolean hidden = members.size() < properties.size();
    undeclared.stream()
        .limit(MOST_UNDECLARED)
        .forEach(name -> members.add(Literal.name(name) + ": any"));
    return members.isEmpty()
        ? "object"
        : "{" + String.join(", ", members) + (hidden ? ", ..." : "") + "}";
  }

  private List<String> members(JsonNode schema, int depth) {
    var members = new ArrayList<String>();
    int optional = 0;
    var required = required(schema);
    required.addAll(Alternatives.of(schema).first());
    for (var property : schema.path("properties").properties()) {
      boolean own = required.contains(property.getKey());
      if (own || (depth == 1 && !terse && optional++ < MOST_OPTIONAL)) {
        members.add(
            Literal.name(property.getKey())
                + (own ? ": " : "?: ")
                + member(property.getValue(), depth + 1, needed && own));
      }
    }
    return members;
  }

  private String member(JsonNode schema, int depth, boolean needed) {
    boolean outer = this.needed;
    this.needed = needed;
    var text = type(schema, depth);
    this.needed = outer;
    return text;
  }

  static Set<String> required(JsonNode schema) {
    var names = new LinkedHashSet<String>();
    schema
        .path("required")
        .valueStream()
        .filter(JsonNode::isString)
        .forEach(n -> names.add(n.asString()));
    return names;
  }
}
