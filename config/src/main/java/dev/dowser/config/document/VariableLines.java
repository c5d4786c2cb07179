package dev.dowser.config.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Variables as lines {@code NAME=value}, the way shells and other programs keep them in {@code
 * .env} files. Empty lines and lines that begin with {@code #} say nothing; {@code export} before a
 * name is fine. In double quotes {@code \n}, {@code \r}, {@code \t}, {@code \"} and {@code \\} mean
 * what they mean in JSON; in single quotes everything is as it stands. Nothing is replaced inside a
 * value.
 *
 * @param values by name, in the order of the text
 * @param faults what is wrong; never holds a value
 */
public record VariableLines(Map<String, String> values, List<DocumentFault> faults) {

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)", Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("[^\\s\"'#\\\\$`]+([ ]?[^\\s\"'#\\\\$`]+)*");
  private static final Map<Character, Character> ESCAPES =
      Map.of('n', '\n', 'r', '\r', 't', '\t', '"', '"', '\\', '\\');

  /** Copies both; keeps the order. */
  public VariableLines {
    values = new LinkedHashMap<>(values);
    faults = List.copyOf(faults);
  }

  /** Reads a text. */
  public static VariableLines read(String text) {
    var values = new LinkedHashMap<String, String>();
    var faults = new ArrayList<DocumentFault>();
    var lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).replace("\uFEFF", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        var at = new Position(i + 1, 1);
        add(line, values).ifPresent(message -> faults.add(new DocumentFault(at, "", message)));
      }
    }
    return new VariableLines(values, faults);
  }

  private static Optional<String> add(String line, Map<String, String> values) {
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.of("expected NAME=value");
    }
    var name = matcher.group(1);
    var value = value(matcher.group(2).strip());
    if (value.isEmpty()) {
      return Optional.of(
          "the value of %s is not complete or holds \" #\"; put it in quotes".formatted(name));
    }
    return values.putIfAbsent(name, value.get()) == null
        ? Optional.empty()
        : Optional.of("%s stands twice".formatted(name));
  }

  private static Optional<String> value(String written) {
    if (written.startsWith("\"")) {
      return unescaped(written);
    }
    if (written.startsWith("'")) {
      var end = written.indexOf('\'', 1);
      return end == written.length() - 1 && end > 0
          ? Optional.of(written.substring(1, end))
          : Optional.empty();
    }
    return Optional.of(written).filter(text -> !text.matches("(?s).*\\s#.*|#.*"));
  }

  private static Optional<String> unescaped(String quoted) {
    var out = new StringBuilder();
    for (int i = 1; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '"') {
        return i == quoted.length() - 1 ? Optional.of(out.toString()) : Optional.empty();
      }
      if (c == '\\') {
        i++;
        var meant = i < quoted.length() ? ESCAPES.get(quoted.charAt(i)) : null;
        if (meant == null) {
          return Optional.empty();
        }
        c = meant;
      }
      out.append(c);
    }
    return Optional.empty();
  }

  /** One line that {@link #read} reads as this variable. */
  public static String line(String name, String value) {
    return name + "=" + (value.isEmpty() || PLAIN.matcher(value).matches() ? value : quoted(value));
  }

  private static String quoted(String value) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"', '\\' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
