package dev.dowser.indexer.catalog;

/**
 * Something a backend offered that the catalog does not have.
 *
 * @param name the name as far as it is known, cut to {@value #MAX_NAME} characters
 * @param reason for operators: what was expected, what came
 */
public record LeftOut(String name, String reason) {
  /** Most characters of a name. */
  public static final int MAX_NAME = 200;

  /** With a name of any length. */
  public static LeftOut named(String name, String reason) {
    return new LeftOut(ExposedName.cut(name, MAX_NAME), reason);
  }
}
