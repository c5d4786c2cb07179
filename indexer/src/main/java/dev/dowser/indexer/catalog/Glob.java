package dev.dowser.indexer.catalog;

/** Patterns with {@code *} and {@code ?}; every other character stands for itself. */
final class Glob {

  private Glob() {}

  /**
   * Whether the pattern fits the whole text. Only the last {@code *} seen is ever taken back to, so
   * the time is at most the product of both lengths, whoever wrote them.
   */
  static boolean matches(String pattern, String text) {
    int[] glob = pattern.codePoints().toArray();
    int[] name = text.codePoints().toArray();
    int g = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length) {
      if (g < glob.length && glob[g] == '*') {
        star = g++;
        resume = n;
      } else if (g < glob.length && (glob[g] == '?' || glob[g] == name[n])) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length && glob[g] == '*') {
      g++;
    }
    return g == glob.length;
  }
}
