package dev.dowser.config.loading;

import dev.dowser.config.document.Position;

/**
 * Something that a configuration says without effect, or that looks like a mistake.
 *
 * @param origin the file
 * @param at where in it
 * @param path keys that lead there
 * @param message what happens instead
 */
public record Warning(String origin, Position at, String path, String message) {

  /** One line for people: {@code file:line: path: message}. */
  public String render() {
    return Rendering.line(origin, at, path, message);
  }
}
