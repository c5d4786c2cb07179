package dev.dowser.config.loading;

import dev.dowser.config.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values of the user's own as compact JSON text. Without quotes, what JSON would take for a number
 * or a truth value is one; what a variable holds is always text.
 */
final class JsonText {

  private static final Pattern NO_STRING =
      Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  private JsonText() {}

  /** A single value; {@code text} is what it says with its variables replaced. */
  static String scalar(Node.Scalar written, String text) {
    boolean literal = !written.quoted() && written.text().equals(text);
    return literal && NO_STRING.matcher(text).matches() ? text : string(text);
  }

  static Optional<String> array(List<Field> items) {
    var read = items.stream().map(Field::json).toList();
    return read.stream().allMatch(Optional::isPresent)
        ? Optional.of(joined(read.stream().flatMap(Optional::stream).toList(), "[", "]"))
        : Optional.empty();
  }

  static Optional<String> object(Map<String, Field> fields) {
    var read = new ArrayList<String>();
    fields.forEach(
        (key, field) -> field.json().ifPresent(value -> read.add(string(key) + ":" + value)));
    return read.size() == fields.size() ? Optional.of(joined(read, "{", "}")) : Optional.empty();
  }

  private static String joined(List<String> values, String open, String close) {
    return open + String.join(",", values) + close;
  }

  static String string(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
