package dev.dowser.config.key;

import dev.dowser.config.Mode;

/** Keys of one of {@code virtualServers}. */
public final class VirtualServerKeys {

  /** Tells clients who we are. */
  public static final Setting<String> NAME =
      Setting.of("name", Values.TEXT, "name that clients are told").otherwise("NAME");

  /** Which backends. */
  public static final Part BACKENDS =
      Part.of(
              "backends",
              Content.listOf(Values.TEXT),
              "names of those in the top-level `backends` (or `mcpServers`)")
          .otherwise("all backends");

  /** Which group of them. */
  public static final Setting<String> GROUP_REF =
      Setting.of("groupRef", Values.TEXT, "a group of `groups` in place of `backends`")
          .otherwise("all backends");

  /** Naming and visibility. */
  public static final Part AGGREGATION =
      new Part(
          "aggregation",
          AggregationKeys.AGGREGATION.content(),
          "names and visibility of its tools, with the keys of [`aggregation`](#aggregation)",
          "its defaults",
          false);

  /** How find answers. */
  public static final Part OPTIMIZER =
      new Part(
          "optimizer",
          new Content.Nested(OptimizerKeys.OF_EACH),
          "how `find_tool` answers, with the keys of [`optimizer`](#optimizer) except those of the embedding server, which is one for all",
          "its defaults",
          false);

  /** What clients see. */
  public static final Setting<Mode> MODE = GatewayKeys.MODE;

  /** All. */
  public static final Shape SHAPE =
      Shape.of(
          NAME, BACKENDS, GROUP_REF, AGGREGATION, OPTIMIZER, MODE, AuthenticationKeys.INCOMING);

  private VirtualServerKeys() {}
}
