package dev.dowser.config.document;

import java.util.List;

/** A value and where it stands. */
public sealed interface Node {

  /** Where it begins. */
  Position at();

  /** What it is, with article, for messages. */
  String kind();

  /**
   * Keys with values.
   *
   * @param at where it begins
   * @param entries in the order of the text, each key once
   */
  record Mapping(Position at, List<Entry> entries) implements Node {

    /** Copies the list. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * One key of a mapping.
   *
   * @param key its text
   * @param at where the key stands
   * @param value its value
   */
  record Entry(String key, Position at, Node value) {}

  /**
   * A list.
   *
   * @param at where it begins
   * @param items in the order of the text
   */
  record Sequence(Position at, List<Node> items) implements Node {

    /** Copies the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Text, a number or a truth value, as written but without quotes.
   *
   * @param at where it begins
   * @param text what it says
   * @param quoted whether it is text whatever it looks like
   */
  record Scalar(Position at, String text, boolean quoted) implements Node {

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /**
   * No value.
   *
   * @param at where it should stand
   */
  record Nothing(Position at) implements Node {

    @Override
    public String kind() {
      return "nothing";
    }
  }
}
