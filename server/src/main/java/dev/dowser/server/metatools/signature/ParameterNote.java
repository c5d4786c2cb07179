package dev.dowser.server.metatools.signature;

import dev.dowser.server.text.PlainText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a parameter's name and type leave open, from its description. */
final class ParameterNote {
  private static final int WIDTH = 40;

  private static final Pattern DATE =
      Pattern.compile(
          "\\b(?:YYYY|DD|MM)[-/.]?(?:MM|DD)(?:[-/.]?(?:YYYY|DD))?(?:[T ]?HH:?MM(?::?SS)?Z?)?",
          Pattern.CASE_INSENSITIVE);

  /** Names that could stand for anything; those of one or two letters are as vague. */
  private static final Set<String> VAGUE =
      Set.of(
          "data",
          "input",
          "value",
          "values",
          "params",
          "parameters",
          "args",
          "arguments",
          "options",
          "config",
          "payload",
          "body",
          "object",
          "obj",
          "request",
          "kwargs",
          "val",
          "arg",
          "param",
          "string",
          "str",
          "num",
          "array",
          "list",
          "info");

  private ParameterNote() {}

  /**
   * A comment to stand behind the type, or nothing.
   *
   * @param type as the signature shows it; one that has a literal or a pattern says enough
   */
  static String of(String name, String type, JsonNode schema) {
    var description = PlainText.line(PlainText.cut(schema.path("description").asString(""), 1000));
    if (description.isEmpty() || type.indexOf('"') >= 0 || type.indexOf('/') >= 0) {
      return "";
    }
    var date = DATE.matcher(description);
    if (type.startsWith("string") && date.find() && date.group().length() > 5) {
      return comment(date.group());
    }
    boolean vague = name.length() <= 2 || VAGUE.contains(name.toLowerCase(Locale.ROOT));
    boolean simple = type.indexOf('{') < 0 || type.startsWith("string{");
    return vague && simple && !name.equals("id") ? comment(PlainText.gist(description, WIDTH)) : "";
  }

  private static String comment(String text) {
    var safe = text.replace("*/", "* /");
    return " /*" + (safe.endsWith(".") ? safe.substring(0, safe.length() - 1) : safe) + "*/";
  }
}
