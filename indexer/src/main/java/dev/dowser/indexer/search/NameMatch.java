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

  /** Most needs are longer than any name; those cost no more than this look. */
  private boolean isWanted(String... parts) {
    int length = 0;
    for (String part : parts) {
      length += part.length();
    }
    return length >= wanted.length() && wanted.equals(letters(String.join("", parts)));
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
