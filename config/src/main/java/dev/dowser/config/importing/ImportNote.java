package dev.dowser.config.importing;

import dev.dowser.config.document.Position;

/**
 * Something that whoever imports should know.
 *
 * @param kind what follows from it
 * @param file where it comes from
 * @param at where in it
 * @param path keys that lead there
 * @param message what happened; no secret is in it
 */
public record ImportNote(Kind kind, String file, Position at, String path, String message) {

  /** What follows from a note. */
  public enum Kind {
    /** Came along, in another form. */
    CHANGED,
    /** Did not come along. */
    LEFT_OUT,
    /** Works only after the user did something. */
    TO_DO
  }

  /** One line for people: {@code file:line: path: message}. */
  public String render() {
    var place = at.line() == 0 ? file : file + ":" + at.line();
    return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
  }
}
