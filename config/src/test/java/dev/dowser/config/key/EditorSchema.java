package dev.dowser.config.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the declared keys as a JSON Schema for editors. Draft 7, because the YAML language server
 * and IntelliJ know no later one well; a value may always be text with a variable in it.
 */
final class EditorSchema {

  private static final String VARIABLE = "\\$\\{";

  private EditorSchema() {}

  static String text() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Configuration of Dowser");
    schema.put("description", "All keys with what they mean: docs/configuration.md");
    var root = mapping(anyForm().open());
    root.put("type", "object");
    schema.putAll(root);
    var known = anyForm().keys().stream().map(Key::name).toList();
    var ofClient = Stream.of("mcpServers", "servers").map(key -> ordered("required", List.of(key)));
    schema.put("if", ordered("anyOf", ofClient.toList()));
    schema.put("else", ordered("propertyNames", ordered("enum", known)));
    return JsonLines.of(schema);
  }

  private static Shape anyForm() {
    return GatewayKeys.SHAPE
        .and(ClientKeys.MCP_SERVERS, ClientKeys.SERVERS)
        .apart(
            Map.of(
                "backends", List.of("mcpServers", "servers"),
                "mcpServers", List.of("backends"),
                "servers", List.of("backends")));
  }

  private static Map<String, Object> of(Key key) {
    var schema = new LinkedHashMap<String, Object>();
    switch (key) {
      case Mention mention -> {
        if (mention.standing() == Mention.Standing.REFUSED) {
          schema.putAll(nothing());
        }
        schema.put("description", mention.meaning());
        schema.put("deprecated", true);
        schema.put("deprecationMessage", mention.meaning());
      }
      case Setting<?> setting -> {
        describe(schema, setting);
        setting.fallback().ifPresent(value -> schema.put("default", fallback(setting, value)));
        schema.putAll(
            setting.equals(OptimizerKeys.EMBEDDING_SERVICE)
                ? addressOrNothing()
                : of(setting.value().form()));
      }
      case Part part -> {
        describe(schema, part);
        schema.putAll(
            part.equals(OverrideKeys.CONSTRAINTS)
                ? ordered("type", List.of("object", "boolean", "null"))
                : of(part.content()));
        if (part.equals(ClientKeys.SERVERS)) {
          schema.put("type", "object");
        }
      }
    }
    return schema;
  }

  private static void describe(Map<String, Object> schema, Key key) {
    if (!key.meaning().isEmpty()) {
      schema.put("description", key.meaning());
    }
  }

  @SuppressWarnings("unchecked") // the fallback of a setting is of its own type
  private static <T> Object fallback(Setting<T> setting, Object value) {
    return value instanceof Integer || value instanceof Boolean
        ? value
        : setting.value().writing().apply((T) value);
  }

  private static Map<String, Object> of(Content content) {
    return switch (content) {
      case Content.Single single -> of(single.value().form());
      case Content.Nested nested -> mapping(nested.shape());
      case Content.Named named ->
          ordered("type", List.of("object", "null"), "additionalProperties", of(named.value()));
      case Content.ListOf list ->
          ordered("type", List.of("array", "null"), "items", item(list.item()));
      case Content.OneOrMore some ->
          ordered(
              "anyOf",
              List.of(of(some.item()), ordered("type", "array", "items", item(some.item()))));
      case Content.Free _ -> ordered();
    };
  }

  /** A mapping without content is as good as none, but not as an item of a list. */
  private static Map<String, Object> item(Content content) {
    var schema = of(content);
    if (content instanceof Content.Nested) {
      schema.put("type", "object");
    }
    return schema;
  }

  private static Map<String, Object> mapping(Shape shape) {
    var properties = new LinkedHashMap<String, Object>();
    shape.keys().forEach(key -> properties.put(key.name(), of(key)));
    var schema = ordered("type", List.of("object", "null"), "properties", properties);
    if (!shape.isOpen()) {
      schema.put("additionalProperties", false);
    }
    var needed =
        shape.keys().stream()
            .filter(key -> key.isNeeded() && !shape.apart().containsKey(key.name()))
            .map(Key::name)
            .toList();
    if (!needed.isEmpty()) {
      schema.put("required", needed);
    }
    if (!shape.apart().isEmpty()) {
      schema.putAll(apart(shape));
    }
    return shape.keys().contains(ClientKeys.DISABLED) ? unlessLeftOut(schema) : schema;
  }

  /** Nothing else is read of a client's server that is left out. */
  private static Map<String, Object> unlessLeftOut(Map<String, Object> server) {
    var leftOut = List.of(saying(ClientKeys.DISABLED, true), saying(ClientKeys.ENABLED, false));
    return ordered("type", "object", "if", ordered("anyOf", leftOut), "else", server);
  }

  private static Map<String, Object> saying(Setting<Boolean> key, boolean value) {
    var schema = ordered("enum", List.of(value, String.valueOf(value)));
    return ordered("required", List.of(key.name()), "properties", ordered(key.name(), schema));
  }

  private static Map<String, Object> nothing() {
    return ordered("type", List.of("null", "object", "array"), "maxProperties", 0, "maxItems", 0);
  }

  /** The reference system takes an empty one as none. */
  private static Map<String, Object> addressOrNothing() {
    var address = ((Form.Text) OptimizerKeys.EMBEDDING_SERVICE.value().form()).pattern();
    return ordered("type", List.of("string", "null"), "pattern", whole("\\s*|" + address));
  }

  private static Map<String, Object> apart(Shape shape) {
    var alternatives = new ArrayList<Object>();
    var dependencies = new LinkedHashMap<String, Object>();
    for (var key : shape.apart().keySet().stream().sorted().toList()) {
      var never = new LinkedHashMap<String, Object>();
      shape.apart().getOrDefault(key, List.of()).forEach(other -> never.put(other, false));
      alternatives.add(ordered("required", List.of(key)));
      dependencies.put(key, ordered("properties", never));
    }
    return ordered("anyOf", alternatives, "dependencies", dependencies);
  }

  private static Map<String, Object> of(Form form) {
    return switch (form) {
      case Form.Text text -> text(text.pattern());
      case Form.Whole whole -> bounded("integer", whole.min(), whole.max(), "-?\\d{1,9}");
      case Form.Span span ->
          bounded(
              "number",
              span.min().toMillis() / 1000.0,
              span.max().toSeconds(),
              Amounts.durationPattern());
      case Form.Size size -> bounded("integer", size.min(), size.max(), Amounts.sizePattern());
      case Form.Choice choice -> ordered("anyOf", List.of(words(choice.words()), variable()));
      case Form.WholeOrWord either ->
          ordered("anyOf", List.of(of(either.whole()), words(either.words().words())));
      case Form.Flag _ ->
          ordered(
              "type",
              List.of("boolean", "string"),
              "pattern",
              whole("[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"));
    };
  }

  private static Map<String, Object> text(String pattern) {
    var types = new ArrayList<>(List.of("string"));
    if ("1".matches(pattern)) {
      types.add("number");
    }
    if ("true".matches(pattern)) {
      types.add("boolean");
    }
    var schema = ordered("type", types);
    if (!pattern.equals(Values.ANYTHING)) {
      schema.put("pattern", pattern.equals(Values.SOMETHING) ? "\\S" : whole(pattern));
    }
    return schema;
  }

  private static Map<String, Object> bounded(String type, Number min, Number max, String pattern) {
    return ordered(
        "type", List.of(type, "string"), "minimum", min, "maximum", max, "pattern", whole(pattern));
  }

  /** What YAML takes for a number may also stand there as one. */
  private static Map<String, Object> words(List<String> words) {
    var numbers = words.stream().filter(word -> word.matches("\\d+")).map(Integer::valueOf);
    return ordered("enum", Stream.concat(words.stream(), numbers).toList());
  }

  private static Map<String, Object> variable() {
    return ordered("type", "string", "pattern", VARIABLE);
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$|" + VARIABLE;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }
}
