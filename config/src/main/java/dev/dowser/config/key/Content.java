package dev.dowser.config.key;

import java.util.Optional;

/** What stands behind a key. */
public sealed interface Content {

  /** A single value. */
  record Single(Value<?> value) implements Content {}

  /** A mapping with known keys. */
  record Nested(Shape shape) implements Content {}

  /**
   * A mapping whose keys are names that the user chose.
   *
   * @param key stands for such a name where keys are listed
   * @param value what each name has
   */
  record Named(String key, Content value) implements Content {}

  /** A list. */
  record ListOf(Content item) implements Content {}

  /** One, or a list of them. */
  record OneOrMore(Content item) implements Content {}

  /** Any value. */
  record Free() implements Content {}

  /** Whatever the user likes, as data. */
  static Content anything() {
    return new Free();
  }

  /** A list of single values. */
  static Content listOf(Value<?> value) {
    return new ListOf(new Single(value));
  }

  /** What each item of a list is. */
  default Content item() {
    return switch (this) {
      case ListOf list -> list.item();
      case OneOrMore some -> some.item();
      case Free _ -> this;
      case Single _, Nested _, Named _ -> throw undeclared("a list");
    };
  }

  /** What a mapping here holds. */
  default Content mapping() {
    return switch (this) {
      case OneOrMore some -> some.item().mapping();
      case Nested _, Named _, Free _ -> this;
      case Single _, ListOf _ -> throw undeclared("a mapping");
    };
  }

  /** What stands behind a key of this mapping; empty if nobody knows it. */
  default Optional<Content> behind(String key) {
    return switch (this) {
      case Nested nested -> nested.shape().key(key).map(Key::content);
      case Named named -> Optional.of(named.value());
      case Free _ -> Optional.of(this);
      case Single _, ListOf _, OneOrMore _ -> throw undeclared("a mapping");
    };
  }

  /** Makes sure that nothing else is read than what is declared. */
  default void demand(Value<?> value) {
    boolean declared =
        this instanceof Free || (this instanceof Single s && s.value().equals(value));
    if (!declared) {
      throw undeclared(value.expected());
    }
  }

  private IllegalStateException undeclared(String read) {
    return new IllegalStateException("%s is read, %s is declared".formatted(read, this));
  }
}
