package dev.dowser.server.text;

import dev.dowser.server.rpc.Json;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON values as visible one-line text: what hides is written as an escape, so values stay true.
 */
public final class Literal {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_$.-]+");

  private Literal() {}

  /** JSON text of a value. */
  public static String text(JsonNode value) {
    return visible(Json.text(value));
  }

  /** A property's name, quoted if it is not plain. */
  public static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : text(StringNode.valueOf(name));
  }

  /** For messages: cut, so that a huge value does not fill them. */
  public static String brief(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "string " + PlainText.cut(text(value), 60);
      case NULL, MISSING -> "null";
      default ->
          value.getNodeType().name().toLowerCase(Locale.ROOT)
              + " "
              + PlainText.cut(text(value), 60);
    };
  }

  /** JSON text with hidden characters escaped; still the same JSON value. */
  public static String visible(String json) {
    if (json.codePoints().noneMatch(PlainText::isHidden)) {
      return json;
    }
    var escaped = new StringBuilder();
    json.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    if (!PlainText.isHidden(c)) {
      escaped.appendCodePoint(c);
      return;
    }
    for (char unit : Character.toChars(c)) {
      escaped.append("\\u%04x".formatted((int) unit));
    }
  }
}
