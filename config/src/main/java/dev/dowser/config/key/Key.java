package dev.dowser.config.key;

/** A key of a mapping in a configuration. */
public sealed interface Key permits Setting, Part, Mention {

  /** As it is written. */
  String name();

  /** What may stand behind it. */
  Content content();

  /** What it does, in Markdown; empty where what stands below says it. */
  String meaning();

  /** What holds if it is left out, in Markdown; empty if there is nothing to say. */
  String absence();

  /** Whether it must be there. */
  boolean isNeeded();
}
