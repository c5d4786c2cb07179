package dev.dowser.server.app.call;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.Literal;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a tool's arguments of words such as {@code KEY=VALUE}, each read as the type that the
 * tool's input schema gives its key. Where the schema says nothing, lists and objects are read as
 * JSON and all else is text; the gateway checks arguments anyway.
 */
public final class ArgumentReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode schema;
  private final ArgumentSource source;
  private final List<String> faults = new ArrayList<>();

  /**
   * A reader.
   *
   * @param schema the tool's input schema; a missing node if it is not known
   * @param in read for {@code KEY=@-}
   */
  public ArgumentReader(JsonNode schema, InputStream in) {
    this.schema = schema;
    this.source = new ArgumentSource(in);
  }

  /**
   * All arguments as JSON text, or {@code @FILE} or {@code @-} with it.
   *
   * @throws CommandFailed if it is no JSON object
   */
  public ObjectNode whole(String word) {
    try {
      var text = source.text(word, false);
      if (Json.parse(text) instanceof ObjectNode object) {
        return object;
      }
      throw new CommandFailed("arguments must be a JSON object, got " + shown(text));
    } catch (JacksonException fault) {
      throw new CommandFailed("arguments are not JSON: " + fault.getOriginalMessage(), fault);
    } catch (ArgumentSource.Unreadable fault) {
      throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
    }
  }

  /**
   * Adds arguments.
   *
   * @param pairs {@code KEY=VALUE}; a key that stands several times makes a list
   * @throws CommandFailed with every value that does not fit
   */
  public ObjectNode add(List<String> pairs, ObjectNode arguments) {
    var byKey = new LinkedHashMap<String, List<String>>();
    for (var pair : pairs) {
      var end = pair.indexOf('=');
      byKey
          .computeIfAbsent(pair.substring(0, end), _ -> new ArrayList<>())
          .add(pair.substring(end + 1));
    }
    byKey.forEach((key, words) -> value(key, words).ifPresent(value -> arguments.set(key, value)));
    if (!faults.isEmpty()) {
      throw new CommandFailed(
          "arguments do not fit the tool:\n  " + String.join("\n  ", faults) + parameters());
    }
    return arguments;
  }

  private String parameters() {
    var properties = schema.path("properties");
    if (properties.isEmpty()) {
      return "";
    }
    var required =
        schema
            .path("required")
            .valueStream()
            .map(one -> one.asString(""))
            .collect(Collectors.toSet());
    return properties
        .propertyStream()
        .map(property ->
            "%s (%s%s)"
                .formatted(
                    Literal.name(property.getKey()),
                    inWords(types(property.getKey()).names()),
                    required.contains(property.getKey()) ? ", required" : ""))
        .collect(Collectors.joining(", ", "\nIt takes: ", ""));
  }

  private ValueTypes types(String key) {
    return new ValueTypes(schema, schema.path("properties").path(key));
  }

  private Optional<JsonNode> value(String key, List<String> words) {
    var types = types(key);
    var names = types.names();
    try {
      if (words.size() == 1) {
        return Optional.of(one(words.getFirst(), types, names));
      }
      if (!names.isEmpty() && !names.contains("array")) {
        throw new Unfitting("one %s, got %d".formatted(inWords(names), words.size()));
      }
      return Optional.of(list(words, types.items()));
    } catch (Unfitting fault) {
      faults.add(key + ": expected " + fault.getMessage());
    } catch (ArgumentSource.Unreadable fault) {
      faults.add(key + ": " + fault.getMessage());
    }
    return Optional.empty();
  }

  /** A value is not what the schema wants; the message goes on after "expected". */
  private static final class Unfitting extends Exception {
    private static final long serialVersionUID = 1L;

    Unfitting(String message) {
      super(message);
    }
  }

  private JsonNode list(List<String> words, ValueTypes items)
      throws Unfitting, ArgumentSource.Unreadable {
    var list = NODES.arrayNode();
    for (var word : words) {
      list.add(one(word, items, items.names()));
    }
    return list;
  }

  private JsonNode one(String word, ValueTypes types, Set<String> names)
      throws Unfitting, ArgumentSource.Unreadable {
    var text = source.text(word, names.contains("string") && types.isBase64());
    var read = typed(text, names);
    if (read.isPresent()) {
      return read.get();
    }
    if (names.contains("array") && !text.strip().startsWith("[")) {
      return NODES.arrayNode().add(one(literal(text), types.items(), types.items().names()));
    }
    throw new Unfitting("%s, got %s".formatted(inWords(names), shown(text)));
  }

  /** So that a text from a file is not taken for the name of another. */
  private static String literal(String text) {
    return text.startsWith("@") ? "@" + text : text;
  }

  /** The text as one of these types; what is not text wins if both are possible. */
  private static Optional<JsonNode> typed(String text, Set<String> names) {
    var trimmed = text.strip();
    var isJson = names.isEmpty() ? trimmed.startsWith("[") || trimmed.startsWith("{") : true;
    var parsed = isJson ? parsed(trimmed) : Optional.<JsonNode>empty();
    var fitting = parsed.filter(value -> fits(value, names));
    if (fitting.isPresent()) {
      return fitting;
    }
    return names.isEmpty() || names.contains("string")
        ? Optional.of(NODES.stringNode(text))
        : Optional.empty();
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text)).filter(value -> !value.isMissingNode());
    } catch (JacksonException plainText) {
      return Optional.empty();
    }
  }

  private static boolean fits(JsonNode value, Set<String> names) {
    var type = ValueTypes.typeOf(value);
    return switch (type) {
      case "string" -> false; // a quoted text is as it stands
      case "null" -> names.contains(type) && !names.contains("string");
      case "integer" -> names.contains("integer") || names.contains("number");
      case "number" -> names.contains(type) || (names.contains("integer") && isWhole(value));
      default -> names.isEmpty() || names.contains(type);
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static String inWords(Set<String> names) {
    return names.isEmpty()
        ? "any value"
        : names.stream().map(ArgumentReader::inWords).collect(Collectors.joining(" or "));
  }

  private static String inWords(String type) {
    return switch (type) {
      case "integer" -> "whole number";
      case "boolean" -> "true or false";
      case "array" -> "list (as JSON, or the argument several times)";
      case "object" -> "object as JSON";
      case "string" -> "text";
      default -> type;
    };
  }

  private static String shown(String text) {
    return Literal.brief(NODES.stringNode(text));
  }
}
