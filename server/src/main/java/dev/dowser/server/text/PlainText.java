package dev.dowser.server.text;

import java.util.regex.Pattern;

/**
 * Makes text of backends fit for one line of an answer: it is not trusted, so nothing in it may
 * break the line, hide, or reorder what stands around it.
 */
public final class PlainText {
  private static final Pattern ANSI =
      Pattern.compile(
          "\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|.)");
  private static final Pattern PARAGRAPH_END =
      Pattern.compile("\\R\\s*\\R|\\R\\s*(?=[\\w ]+:\\s*\\R)");
  private static final int SHORT_SENTENCE = 30;

  private PlainText() {}

  /** Without control, formatting (zero-width, bidirectional, tag) and unassigned characters. */
  public static String line(String text) {
    var visible = text.indexOf('\u001b') < 0 ? text : ANSI.matcher(text).replaceAll("");
    var line = new StringBuilder(visible.length());
    visible.codePoints().forEach(c -> append(line, c));
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == ' ' ? line.substring(0, end - 1) : line.toString();
  }

  private static void append(StringBuilder line, int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
      if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    } else if (!isHidden(c)) {
      line.appendCodePoint(c);
    }
  }

  /** Whether a character is not to be seen or not what it seems. */
  public static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          true;
      default -> c == 0x115F || c == 0x1160 || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F);
    };
  }

  /**
   * The first sentence of the first paragraph, and the second if both are short, cut at a word.
   *
   * @param width most characters; those beyond Latin count double
   */
  public static String gist(String text, int width) {
    var paragraph = line(PARAGRAPH_END.split(text.strip(), 2)[0]);
    int end = sentenceEnd(paragraph, 0);
    if (end < SHORT_SENTENCE) {
      end = sentenceEnd(paragraph, end);
    }
    return cut(paragraph.substring(0, end).strip(), width);
  }

  private static int sentenceEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '。'
          || (isStop(c)
              && i + 1 < text.length()
              && text.charAt(i + 1) == ' '
              && !abbreviates(text, i))) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?';
  }

  // "e.g. ", "i.e. ", "vs. ", initials
  private static boolean abbreviates(String text, int stop) {
    int start = text.lastIndexOf(' ', stop) + 1;
    var word = text.substring(start, stop);
    return word.length() < 2 || word.indexOf('.') >= 0 || word.equals("vs") || word.equals("etc");
  }

  /** At most this wide, cut at a space where there is one. */
  public static String cut(String line, int width) {
    int used = 0;
    int end = 0;
    while (end < line.length()) {
      int c = line.codePointAt(end);
      used += c < 0x250 ? 1 : 2;
      if (used > width) {
        break;
      }
      end += Character.charCount(c);
    }
    if (end == line.length()) {
      return line;
    }
    int space = line.lastIndexOf(' ', end);
    return line.substring(0, space > end / 2 ? space : end) + "…";
  }
}
