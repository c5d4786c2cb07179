package dev.dowser.config.key;

/**
 * A key with a mapping or a list.
 *
 * @param name as it is written
 * @param content what stands behind it
 * @param meaning what it does; empty where its own keys say it
 * @param absence what holds if it is left out
 * @param isNeeded whether it must be there
 */
public record Part(String name, Content content, String meaning, String absence, boolean isNeeded)
    implements Key {

  static Part of(String name, Content content, String meaning) {
    return new Part(name, content, meaning, "none", false);
  }

  static Part section(String name, Shape shape) {
    return new Part(name, new Content.Nested(shape), "", "", false);
  }

  Part otherwise(String words) {
    return new Part(name, content, meaning, words, isNeeded);
  }

  Part needed() {
    return new Part(name, content, meaning, "needed", true);
  }
}
