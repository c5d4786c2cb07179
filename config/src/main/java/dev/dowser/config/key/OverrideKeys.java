package dev.dowser.config.key;

import java.util.List;

/** Keys of {@code aggregation.tools[].overrides.TOOL}. */
public final class OverrideKeys {

  /** Another name. */
  public static final Setting<String> NAME =
      Setting.of("name", Values.TEXT, "the name before any prefix, in place of its own");

  /** Another title. */
  public static final Setting<String> TITLE =
      Setting.of("title", Values.TEXT, "in place of its own");

  /** Another description. */
  public static final Setting<String> DESCRIPTION =
      Setting.of("description", Values.TEXT, "in place of its own");

  /** Another title among the annotations. */
  public static final Setting<String> ANNOTATION_TITLE =
      Setting.of("title", Values.TEXT, "in place of its own");

  /** Other hints. */
  public static final List<Setting<Boolean>> HINTS =
      List.of(
          hint("readOnlyHint"),
          hint("destructiveHint"),
          hint("idempotentHint"),
          hint("openWorldHint"));

  /** Other annotations. */
  public static final Part ANNOTATIONS =
      Part.section("annotations", Shape.of(ANNOTATION_TITLE).and(HINTS.toArray(Key[]::new)));

  /** Values of parameters that are left out. */
  public static final Part DEFAULTS =
      Part.of(
          "defaults",
          new Content.Named("PARAMETER", Content.anything()),
          "what the backend gets if a call leaves the parameter out; it is no longer required, and the schema shows the default. For a parameter with `values` it is one of their names");

  /** Parameters nobody sees. */
  public static final Part HIDE =
      Part.of(
          "hide",
          Content.listOf(Values.TEXT),
          "parameters that clients do not see; a call with one is refused. With a default the backend always gets that");

  /** Names for values. */
  public static final Part VALUES =
      Part.of(
          "values",
          new Content.Named("PARAMETER", new Content.Named("NAME", Content.anything())),
          "real values by the names that clients use for them. The schema shows the names as the only choices; of a list each item is one");

  /** What arguments must meet. */
  public static final Part CONSTRAINTS =
      Part.of(
          "constraints",
          Content.anything(),
          "a JSON Schema that the arguments must meet as the backend gets them, after `defaults` and `values`. What cannot be checked in time is refused");

  /** What clients are told. */
  public static final Setting<String> CONSTRAINTS_MESSAGE =
      Setting.of(
          "constraintsMessage",
          Values.TEXT,
          "what a client is told that breaks `constraints`, in place of the faults");

  /** All. */
  public static final Shape SHAPE =
      Shape.of(
          NAME,
          TITLE,
          DESCRIPTION,
          ANNOTATIONS,
          DEFAULTS,
          HIDE,
          VALUES,
          CONSTRAINTS,
          CONSTRAINTS_MESSAGE);

  private OverrideKeys() {}

  private static Setting<Boolean> hint(String name) {
    return Setting.of(name, Values.FLAG, "in place of its own");
  }
}
