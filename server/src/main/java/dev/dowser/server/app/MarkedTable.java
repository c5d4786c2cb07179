package dev.dowser.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a table between two marks of a document and leaves the rest as it is. */
final class MarkedTable {
  private static final String BEGIN = "<!-- bench:begin -->\n";
  private static final String END = "<!-- bench:end -->";

  private MarkedTable() {}

  static void write(Path file, String table) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : BEGIN + END + "\n";
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new CommandFailed(
          "%s: expected a line %s and after it a line %s".formatted(file, BEGIN.strip(), END));
    }
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
  }
}
