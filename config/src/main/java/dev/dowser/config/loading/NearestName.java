package dev.dowser.config.loading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class NearestName {

  private NearestName() {}

  /** The known name nearest to the given one, if it is near enough to be a slip. */
  static Optional<String> of(String name, Collection<String> known) {
    var written = plain(name);
    return known.stream()
        .filter(candidate -> distance(written, plain(candidate)) <= allowed(written, candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(written, plain(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int allowed(String written, String candidate) {
    return Math.min(3, Math.max(written.length(), candidate.length()) / 3);
  }

  private static String plain(String name) {
    return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
  }

  /** Optimal string alignment: insert, delete, replace, or swap two neighbours, at one each. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
