package dev.dowser.config.loading;

import dev.dowser.config.document.Position;

/**
 * Something that keeps a configuration from being used.
 *
 * @param origin the file
 * @param at where in it; {@link Position#WHOLE} for the file as such
 * @param path keys that lead there, e.g. {@code backends[1].comand}; may be empty
 * @param message what was expected and what came
 * @param kind whether a later version may take it as it stands
 */
public record Fault(String origin, Position at, String path, String message, Kind kind) {

  /** What a fault says of the file. */
  public enum Kind {
    /** The file is wrong. */
    MISTAKE,
    /** The file is right, but asks for something that does not exist yet. */
    NOT_BUILT
  }

  /** A mistake. */
  public Fault(String origin, Position at, String path, String message) {
    this(origin, at, path, message, Kind.MISTAKE);
  }

  /** One line for people: {@code file:line: path: message}. */
  public String render() {
    return Rendering.line(origin, at, path, message);
  }
}
