package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.BackendId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The forms in which people write a server's name, in lower case without anything between the
 * letters.
 *
 * @param whole the name
 * @param bare the name without words that say nothing about it
 */
record ServerName(String whole, String bare) {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Pattern PACKAGING =
      Pattern.compile("(?:^|(?<=[^\\p{L}]))(?:mcp|server|api)(?=$|[^\\p{L}])");

  static ServerName of(BackendId server) {
    String name = server.value().toLowerCase(Locale.ROOT);
    return new ServerName(letters(name), letters(PACKAGING.matcher(name).replaceAll("")));
  }

  private static String letters(String name) {
    return NO_LETTER.matcher(name).replaceAll("");
  }
}
