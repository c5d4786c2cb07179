package dev.dowser.config.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, text, numbers and truth values as indented JSON. */
final class JsonLines {

  private JsonLines() {}

  static String of(Object value) {
    return of(value, "\n") + "\n";
  }

  private static String of(Object value, String indent) {
    return switch (value) {
      case Map<?, ?> map ->
          joined(
              "{",
              map.entrySet().stream()
                  .map(e -> text(e.getKey()) + ": " + of(e.getValue(), indent + "  "))
                  .toList(),
              "}",
              indent);
      case List<?> list when list.stream().noneMatch(Map.class::isInstance) ->
          list.stream().map(item -> of(item, indent)).collect(Collectors.joining(", ", "[", "]"));
      case List<?> list ->
          joined("[", list.stream().map(item -> of(item, indent + "  ")).toList(), "]", indent);
      case String text -> text(text);
      default -> String.valueOf(value);
    };
  }

  private static String joined(
      String open, Collection<String> values, String close, String indent) {
    return values.isEmpty()
        ? open + close
        : open + indent + "  " + String.join("," + indent + "  ", values) + indent + close;
  }

  private static String text(Object value) {
    var escaped = String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"" + escaped + "\"";
  }
}
