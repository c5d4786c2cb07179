package dev.dowser.config.document;

/**
 * A place in a text.
 *
 * @param line from 1; 0 = the text as a whole
 * @param column from 1; 0 = the text as a whole
 */
public record Position(int line, int column) {

  /** The text as a whole. */
  public static final Position WHOLE = new Position(0, 0);

  /** Where the character at this index stands. */
  static Position of(CharSequence text, int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(line, column);
  }
}
