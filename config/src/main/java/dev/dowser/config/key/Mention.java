package dev.dowser.config.key;

/**
 * A key that is known and does nothing.
 *
 * @param name as it is written
 * @param standing what becomes of a file that has it
 * @param meaning what is said of it
 */
public record Mention(String name, Standing standing, String meaning) implements Key {

  /** What becomes of a file. */
  public enum Standing {
    /** It loads with a warning. */
    WARNED,
    /** It is refused: the key protects something or changes what clients get. */
    REFUSED
  }

  /** What is said of keys that are understood, but not built yet. */
  public static final String NOT_BUILT =
      "is not built yet; it protects or changes what clients get, so it is not ignored";

  /** What is said of harmless keys that are not built yet. */
  public static final String NO_EFFECT = "is accepted but has no effect yet";

  static Mention refused(String name) {
    return new Mention(name, Standing.REFUSED, NOT_BUILT);
  }

  static Mention refused(String name, String meaning) {
    return new Mention(name, Standing.REFUSED, meaning);
  }

  static Mention warned(String name) {
    return warned(name, NO_EFFECT);
  }

  static Mention warned(String name, String meaning) {
    return new Mention(name, Standing.WARNED, meaning);
  }

  @Override
  public Content content() {
    return Content.anything();
  }

  @Override
  public String absence() {
    return "";
  }

  @Override
  public boolean isNeeded() {
    return false;
  }
}
