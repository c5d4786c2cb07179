package dev.dowser.server.metatools.signature;

import dev.dowser.server.text.Literal;
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
record Signature(String name, List<Parameter> required, List<String> optional) {
  private static final int DEFAULT_WIDTH = 24;

  /**
   * A parameter as text.
   *
   * @param text name and type
   * @param note what these leave open, may be empty
   */
  record Parameter(String text, String note) {}

  static Signature of(String name, JsonNode inputSchema) {
    return of(name, inputSchema, false);
  }

  /** With long types cut, as it stands for tools that are less likely to be called. */
  static Signature terse(String name, JsonNode inputSchema) {
    return of(name, inputSchema, true);
  }

  private static Signature of(String name, JsonNode inputSchema, boolean terse) {
    var types = new TypeText(inputSchema, terse);
    var schema = types.resolved(inputSchema);
    var needed = TypeText.required(schema);
    var choice = Alternatives.of(schema);
    needed.addAll(choice.first());
    var required = new ArrayList<Parameter>();
    var optional = new ArrayList<String>();
    for (var property : schema.path("properties").properties()) {
      var parameter = Literal.name(property.getKey());
      if (needed.remove(property.getKey())) {
        var type = types.ofRequired(property.getValue());
        var note = ParameterNote.of(property.getKey(), type, types.resolved(property.getValue()));
        boolean first =
            choice.first().stream().findFirst().filter(property.getKey()::equals).isPresent();
        required.add(
            first && !choice.others().isEmpty()
                ? new Parameter(parameter + ": " + type + choice.others(), "")
                : new Parameter(parameter + ": " + type, note));
      } else {
        var type = types.ofOptional(property.getValue());
        optional.add(parameter + "?: " + type + (terse ? "" : defaultText(property.getValue())));
      }
    }
    needed.stream()
        .limit(TypeText.MOST_UNDECLARED)
        .forEach(undeclared -> required.add(new Parameter(Literal.name(undeclared) + ": any", "")));
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

  /** With notes and at most so many optional parameters; the others are counted. */
  String text(int mostOptional) {
    return text(mostOptional, true);
  }

  /** What a call must have; the optional parameters are counted. */
  String bare() {
    return text(0, false);
  }

  private String text(int mostOptional, boolean notes) {
    var parameters = new ArrayList<String>();
    required.forEach(one -> parameters.add(notes ? one.text() + one.note() : one.text()));
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
