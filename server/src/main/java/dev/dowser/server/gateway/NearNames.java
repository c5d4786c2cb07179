package dev.dowser.server.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class NearNames {
  private static final int LONGEST = 128;
  private static final int MOST = 3;

  private NearNames() {}

  /** Known names that differ in at most a third of their characters, nearest first. */
  static List<String> of(String name, Collection<String> known) {
    var written = plain(name);
    return known.stream()
        .map(candidate -> new Near(candidate, distance(written, plain(candidate))))
        .filter(near -> near.distance() <= written.length() / 3)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  private record Near(String name, int distance) {}

  private static String plain(String name) {
    var cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Levenshtein distance, two rows (Wagner and Fischer 1974). */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > a.length() / 3) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
