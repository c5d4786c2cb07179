package dev.dowser.server.metatools;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A tool's input schema in one line, such as {@code create_issue(repo: string, labels?: string[] =
 * [])}: required parameters first, each in the schema's order.
 *
 * @param name exposed name
 * @param required parameters that a call must have
 * @param optional the others
 */
record Signature(String name, List<String> required, List<String> optional) {
  private static final int DEFAULT_WIDTH = 24;

  static Signature of(String name, JsonNode inputSchema) {
    var types = new TypeText(inputSchema);
    var schema = types.resolved(inputSchema);
    var needed = TypeText.required(schema);
    var required = new ArrayList<String>();
    var optional = new ArrayList<String>();
    for (var property : schema.path("properties").properties()) {
      var type = types.of(property.getValue());
      var parameter = Literal.name(property.getKey());
      if (needed.remove(property.getKey())) {
        required.add(parameter + ": " + type);
      } else {
        optional.add(parameter + "?: " + type + defaultText(property.getValue()));
      }
    }
    needed.forEach(undeclared -> required.add(Literal.name(undeclared) + ": any"));
    return new Signature(name, List.copyOf(required), List.copyOf(optional));
  }

  private static String defaultText(JsonNode schema) {
    var value = schema.path("default");
    if (value.isMissingNode()
        || value.isNull()
        || (value.isString() && value.asString().isEmpty())) {
      return "";
    }
    var text = Literal.text(value);
    return text.length() > DEFAULT_WIDTH ? "" : " = " + text;
  }

  /** With at most so many optional parameters; the others are counted. */
  String text(int mostOptional) {
    var parameters = new ArrayList<>(required);
    // Eliding a single one saves nothing.
    int shown = optional.size() <= mostOptional + 1 ? optional.size() : mostOptional;
    if (mostOptional == 0) {
      shown = 0;
    }
    parameters.addAll(optional.subList(0, shown));
    if (shown < optional.size()) {
      parameters.add("...+" + (optional.size() - shown));
    }
    return name + "(" + String.join(", ", parameters) + ")";
  }

  /** With all parameters. */
  String text() {
    return text(optional.size());
  }
}
