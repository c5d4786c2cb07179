package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;

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
    return isWanted(tool.name())
        || isWanted(tool.tool().offeredName())
        || isWanted(tool.tool().id().backend().value(), tool.tool().offeredName());
  }

  /** Most names differ in the first letters; those cost no more than this look. */
  private boolean isWanted(String... parts) {
    int at = 0;
    for (String part : parts) {
      for (int i = 0; i < part.length(); ) {
        int letter = part.codePointAt(i);
        i += Character.charCount(letter);
        if (Character.isLetterOrDigit(letter)) {
          int lower = Character.toLowerCase(letter);
          if (at >= wanted.length() || wanted.codePointAt(at) != lower) {
            return false;
          }
          at += Character.charCount(lower);
        }
      }
    }
    return at == wanted.length();
  }

  private static String letters(String name) {
    var letters = new StringBuilder(name.length());
    name.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
