package dev.dowser.server.app.bench;

import dev.dowser.server.app.shell.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts tables between marks of a document ({@code <!-- NAME:begin -->}, {@code <!-- NAME:end -->})
 * and leaves the rest as it is. A document that is not there gets the marks as well.
 */
final class MarkedTable {
  private MarkedTable() {}

  /** Fails if the document is there without the marks of one of these tables. */
  static void check(Path file, Collection<String> names) throws IOException {
    var _ = with(file, names.stream().collect(Collectors.toMap(Function.identity(), _ -> "")));
  }

  /** Writes tables by their names. */
  static void write(Path file, Map<String, String> tables) throws IOException {
    Files.writeString(file, with(file, tables));
  }

  private static String with(Path file, Map<String, String> tables) throws IOException {
    boolean there = Files.exists(file);
    String text = there ? Files.readString(file) : "";
    for (var table : new TreeMap<>(tables).descendingMap().entrySet()) {
      String begin = "<!-- %s:begin -->\n".formatted(table.getKey());
      String end = "<!-- %s:end -->".formatted(table.getKey());
      if (!there) {
        text += begin + end + "\n";
      }
      int from = text.indexOf(begin);
      int to = text.indexOf(end);
      if (from < 0 || to < from) {
        throw new CommandFailed(
            "%s: expected a line %s and after it a line %s".formatted(file, begin.strip(), end));
      }
      text = text.substring(0, from + begin.length()) + table.getValue() + text.substring(to);
    }
    return text;
  }
}
