package dev.dowser.config.key;

import java.time.Duration;
import java.util.List;

/** What can be told of a value's text without reading it. */
public sealed interface Form {

  /**
   * Text.
   *
   * @param pattern a regular expression for all of it, in what Java and ECMA 262 have in common
   */
  record Text(String pattern) implements Form {}

  /** A whole number. */
  record Whole(long min, long max) implements Form {}

  /** A duration. */
  record Span(Duration min, Duration max) implements Form {}

  /** A number of bytes. */
  record Size(long min, long max) implements Form {}

  /** One of a few words. */
  record Choice(List<String> words) implements Form {}

  /** A whole number, or one of a few words in its place. */
  record WholeOrWord(Whole whole, Choice words) implements Form {}

  /** True or false. */
  record Flag() implements Form {}
}
