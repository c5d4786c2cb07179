package dev.dowser.server.text;

/**
 * Tokens that may be spent on texts, counted window by window, so that no more of a long text is
 * looked at than they pay for. Sixteen characters cost a token at least, whatever they are: that
 * bounds the work on text that has few tokens. Where windows meet inside of a word a little is
 * added, because such a seam may cost more than its two sides. For one answer; not thread-safe.
 */
public final class TokenAllowance {
  /** So many characters cost a token at least. */
  public static final int MOST_CHARACTERS = 16;

  private static final int WINDOW = 1_024;
  private static final int LOOK_BACK = 256;
  private static final int SEAM = 2;

  private int left;

  /** Tokens to spend. */
  public TokenAllowance(int tokens) {
    this.left = tokens;
  }

  /** Spends on all of a text; false if it costs more than is left. */
  public boolean paysFor(String text) {
    return take(text, 0) == text.length();
  }

  /**
   * Spends on as much of a text as can be paid for.
   *
   * @param from where to begin
   * @return where to stop: never inside of a surrogate pair
   */
  public int take(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int next = windowEnd(text, at);
      int cost = cost(text, at, next);
      if (cost > left) {
        int end = longest(text, at, next);
        left = 0;
        return end;
      }
      left -= cost;
      at = next;
    }
    return at;
  }

  /** Where a word ends, if one does: there the counts of both sides add up exactly. */
  private static int windowEnd(String text, int from) {
    int end = from + WINDOW;
    if (end >= text.length()) {
      return text.length();
    }
    for (int i = end; i > end - LOOK_BACK; i--) {
      if (isWordEnd(text, i)) {
        return i;
      }
    }
    return CutPoint.ofCharacter(text, end);
  }

  private static boolean isWordEnd(String text, int at) {
    return Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isWhitespace(text.charAt(at));
  }

  private static int cost(String text, int from, int to) {
    int seam = to == text.length() || isWordEnd(text, to) ? 0 : SEAM;
    return costAlone(text, from, to) + seam;
  }

  private static int costAlone(String text, int from, int to) {
    return Math.max(
        TokenCount.exact(text.substring(from, to)), Math.ceilDiv(to - from, MOST_CHARACTERS));
  }

  private int longest(String text, int from, int to) {
    int fits = from;
    int tooMuch = to;
    while (tooMuch - fits > 1) {
      int middle = (fits + tooMuch) >>> 1;
      if (costAlone(text, from, CutPoint.ofCharacter(text, middle)) <= left) {
        fits = middle;
      } else {
        tooMuch = middle;
      }
    }
    return CutPoint.ofCharacter(text, fits);
  }
}
