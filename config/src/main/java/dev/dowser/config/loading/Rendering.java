package dev.dowser.config.loading;

import dev.dowser.config.document.Position;

/** One line for people. */
final class Rendering {

  private Rendering() {}

  static String line(String origin, Position at, String path, String message) {
    var place = at.line() == 0 ? origin : origin + ":" + at.line();
    return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
  }
}
