package dev.dowser.server.app.client;

import dev.dowser.config.document.JsonEdit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Entries as people write them in such files: two spaces for each level, lists on one line. */
final class JsonLines {

  private JsonLines() {}

  static String of(Map<String, ?> entry) {
    return entry.entrySet().stream()
        .map(e -> "  " + JsonEdit.quoted(e.getKey()) + ": " + value(e.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private static String value(Object value) {
    return switch (value) {
      case String text -> JsonEdit.quoted(text);
      case List<?> list ->
          list.stream().map(JsonLines::value).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> "    " + value(String.valueOf(e.getKey())) + ": " + value(e.getValue()))
              .collect(Collectors.joining(",\n", "{\n", "\n  }"));
      default -> String.valueOf(value);
    };
  }
}
