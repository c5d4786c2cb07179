package dev.dowser.config.loading;

import dev.dowser.config.document.Position;

/**
 * Something that keeps a configuration from being used.
 *
 * @param origin the file
 * @param at where in it; {@link Position#WHOLE} for the file as such
 * @param path keys that lead there, e.g. {@code backends[1].comand}; may be empty
 * @param message what was expected and what came
 */
public record Fault(String origin, Position at, String path, String message) {

  /** One line for people: {@code file:line: path: message}. */
  public String render() {
    return Rendering.line(origin, at, path, message);
  }
}
