package dev.dowser.server.text;

import java.text.BreakIterator;
import java.util.Locale;

/** Places at which a text may be cut. */
public final class CutPoint {
  private static final int LONGEST_CLUSTER = 64;

  private CutPoint() {}

  /** The same place, or the one before it if that is inside of a surrogate pair. */
  public static int ofCharacter(String text, int at) {
    boolean inside =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inside ? at - 1 : at;
  }

  /**
   * The best place to stop at, not after {@code end}: behind a line, else before a space, both only
   * within the last quarter, else where nothing is torn that is shown as one character.
   *
   * @param from where the part began; the place is behind it if {@code end} is
   */
  public static int before(String text, int from, int end) {
    if (end >= text.length() || end <= from) {
      return Math.min(end, text.length());
    }
    int earliest = end - (end - from) / 4;
    int line = text.lastIndexOf('\n', end - 1) + 1;
    if (line > earliest) {
      return line;
    }
    for (int i = end; i > earliest; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return ofCluster(text, from, end);
  }

  private static int ofCluster(String text, int from, int end) {
    int begin = ofCharacter(text, Math.max(from, end - LONGEST_CLUSTER));
    int stop = Math.min(text.length(), end + LONGEST_CLUSTER);
    var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text.substring(begin, stop));
    int cut = clusters.isBoundary(end - begin) ? end : begin + clusters.preceding(end - begin);
    return cut > from ? cut : end;
  }
}
