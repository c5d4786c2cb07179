package dev.dowser.config.key;

import java.util.Optional;

/**
 * A key with a single value.
 *
 * @param name as it is written
 * @param value what it may be
 * @param meaning what it does
 * @param fallback what holds if it is left out, where that is one value
 * @param absence what holds if it is left out
 * @param isNeeded whether it must be there
 */
public record Setting<T>(
    String name,
    Value<T> value,
    String meaning,
    Optional<T> fallback,
    String absence,
    boolean isNeeded)
    implements Key {

  static <T> Setting<T> of(String name, Value<T> value, String meaning) {
    return new Setting<>(name, value, meaning, Optional.empty(), "none", false);
  }

  /** The same with a value that holds if the key is left out. */
  Setting<T> or(T other) {
    var text = value.writing().apply(other);
    var shown = text.isEmpty() ? "empty" : "`" + text + "`";
    return new Setting<>(name, value, meaning, Optional.of(other), shown, false);
  }

  /** The same with words for what holds if the key is left out. */
  Setting<T> otherwise(String words) {
    return new Setting<>(name, value, meaning, fallback, words, isNeeded);
  }

  Setting<T> needed() {
    return new Setting<>(name, value, meaning, fallback, "needed", true);
  }

  @Override
  public Content content() {
    return new Content.Single(value);
  }
}
