package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes trees as YAML that people like to read: lists of texts and short mappings on one line, the
 * rest in blocks. A library's emitter would lose the comments between the parts.
 */
final class YamlText {

  private static final int LINE = 96;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./@+=-]*");

  /** Without quotes it would be no text. */
  private static final Pattern NO_TEXT = Pattern.compile("true|false|-?[0-9][0-9.eE+-]*");

  private static final Set<String> WORDS =
      Set.of("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** Lines {@code key: value}, without indentation. */
  static List<String> lines(Node.Entry entry) {
    var key = scalar(entry.key());
    var value = entry.value();
    var flow = key + ": " + flow(value);
    if (isLeaf(value) && (flow.length() <= LINE || !(value instanceof Node.Mapping))) {
      return List.of(flow);
    }
    var lines = new ArrayList<String>();
    lines.add(key + ":");
    block(value).forEach(line -> lines.add("  " + line));
    return lines;
  }

  /** One item of a list as a block. */
  static List<String> item(List<Node.Entry> entries) {
    var lines = new ArrayList<String>();
    for (var entry : entries) {
      for (var line : lines(entry)) {
        lines.add((lines.isEmpty() ? "- " : "  ") + line);
      }
    }
    return lines.isEmpty() ? List.of("- {}") : lines;
  }

  private static List<String> block(Node node) {
    return switch (node) {
      case Node.Mapping mapping ->
          mapping.entries().stream().flatMap(entry -> lines(entry).stream()).toList();
      case Node.Sequence sequence ->
          sequence.items().stream()
              .flatMap(item ->
                  item instanceof Node.Mapping mapping
                      ? item(mapping.entries()).stream()
                      : List.of("- " + flow(item)).stream())
              .toList();
      case Node.Scalar _, Node.Nothing _ -> List.of(flow(node));
    };
  }

  /** Whether it holds no mapping or list in a mapping or list. */
  private static boolean isLeaf(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> mapping.entries().stream().allMatch(e -> isSingle(e.value()));
      case Node.Sequence sequence -> sequence.items().stream().allMatch(YamlText::isSingle);
      case Node.Scalar _, Node.Nothing _ -> true;
    };
  }

  private static boolean isSingle(Node node) {
    return node instanceof Node.Scalar || node instanceof Node.Nothing;
  }

  private static String flow(Node node) {
    return switch (node) {
      case Node.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> scalar(entry.key()) + ": " + flow(entry.value()))
              .collect(Collectors.joining(", ", "{ ", " }"))
              .replace("{  }", "{}");
      case Node.Sequence sequence ->
          sequence.items().stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
      case Node.Scalar scalar ->
          scalar.quoted() && NO_TEXT.matcher(scalar.text()).matches()
              ? quoted(scalar.text())
              : scalar(scalar.text());
      case Node.Nothing _ -> "null";
    };
  }

  static String scalar(String text) {
    var plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain || text.equals("true") || text.equals("false") ? text : quoted(text);
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(isPrintable(c) ? String.valueOf(c) : "\\u%04X".formatted((int) c));
      }
    }
    return out.append('"').toString();
  }

  private static boolean isPrintable(char c) {
    return c >= 0x20
        && c != 0x7F
        && !(c >= 0x80 && c < 0xA0)
        && c != 0x2028
        && c != 0x2029
        && c < 0xFFFE
        && c != 0xFEFF;
  }
}
