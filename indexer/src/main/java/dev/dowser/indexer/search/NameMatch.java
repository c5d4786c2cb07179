package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import java.util.Locale;

/** Whether a need is nothing but a tool's name, however it is written. */
final class NameMatch {
  private final String wanted;

  NameMatch(String need) {
    wanted = need.length() > 200 ? "" : letters(need);
  }

  boolean matches(ExposedTool tool) {
    if (wanted.isEmpty()) {
      return false;
    }
    var id = tool.tool().id();
    return wanted.equals(letters(tool.name()))
        || wanted.equals(letters(id.name()))
        || wanted.equals(letters(id.backend().value() + id.name()));
  }

  private static String letters(String name) {
    var letters = new StringBuilder(name.length());
    name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
