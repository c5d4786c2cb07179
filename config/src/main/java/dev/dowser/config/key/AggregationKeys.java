package dev.dowser.config.key;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.NamingSettings;
import dev.dowser.config.NamingSettings.ConflictResolution;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Keys of {@code aggregation}. */
public final class AggregationKeys {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
  private static final AggregationSettings DEFAULTS = AggregationSettings.defaults();

  /** The strategy. */
  public static final Setting<ConflictResolution> CONFLICT_RESOLUTION =
      Setting.of(
              "conflictResolution",
              Values.choice(ConflictResolution.class),
              "which names tools get: `prefix`, `priority`, `manual` or `auto`, see [Naming](#naming)")
          .or(DEFAULTS.naming().conflictResolution());

  /** The prefix. */
  public static final Setting<String> PREFIX_FORMAT =
      Setting.of(
              "prefixFormat",
              prefix(),
              "the prefix; `{workload}` must be in it and stands for the backend's name. Without effect on `manual`")
          .or(DEFAULTS.naming().prefixFormat());

  /** The order. */
  public static final Part PRIORITY_ORDER =
      Part.of(
          "priorityOrder",
          Content.listOf(Values.TEXT),
          "for `priority`, which needs it: names of backends, strongest first");

  /** What a strategy needs. */
  public static final Part CONFLICT_RESOLUTION_CONFIG =
      Part.section("conflictResolutionConfig", Shape.of(PREFIX_FORMAT, PRIORITY_ORDER));

  /** Which backend. */
  public static final Setting<String> WORKLOAD =
      Setting.of("workload", Values.TEXT, "the backend this entry is about; one entry for each")
          .needed();

  /** Which tools. */
  public static final Part FILTER =
      Part.of(
              "filter",
              Content.listOf(Values.TEXT),
              "the tools clients may see, by the names they have after `overrides` and before any prefix: exact, or with `*` (any text) and `?` (one character); case counts")
          .otherwise("all tools");

  /** How tools are offered. */
  public static final Part OVERRIDES =
      Part.of(
          "overrides",
          new Content.Named("TOOL", new Content.OneOrMore(new Content.Nested(OverrideKeys.SHAPE))),
          "how a tool is offered, by its own name, see [Overrides](#overrides)");

  /** None of a backend's tools. */
  public static final Setting<Boolean> EXCLUDE_ALL =
      Setting.of(
              "excludeAll", Values.FLAG, "hides all tools of the backend, whatever the filter says")
          .or(false);

  /** Choices for single backends. */
  public static final Part TOOLS =
      Part.of(
          "tools",
          new Content.ListOf(
              new Content.Nested(
                  Shape.of(
                      WORKLOAD,
                      FILTER,
                      OVERRIDES,
                      EXCLUDE_ALL,
                      Mention.refused(
                          "toolConfigRef",
                          "is not built yet: it names an object of Kubernetes; write filter and overrides here")))),
          "");

  /** No tools at all. */
  public static final Setting<Boolean> EXCLUDE_ALL_TOOLS =
      Setting.of("excludeAllTools", Values.FLAG, "hides all tools of all backends")
          .or(DEFAULTS.excludeAllTools());

  /** Tools nothing is said of. */
  public static final Setting<Visibility> DEFAULT_TOOL_VISIBILITY =
      Setting.of(
              "defaultToolVisibility",
              Values.choice(Visibility.class),
              "`deny`: backends without an entry in `tools` show nothing")
          .or(DEFAULTS.defaultToolVisibility());

  /** All. */
  public static final Part AGGREGATION =
      Part.section(
          "aggregation",
          Shape.of(
              CONFLICT_RESOLUTION,
              CONFLICT_RESOLUTION_CONFIG,
              TOOLS,
              EXCLUDE_ALL_TOOLS,
              DEFAULT_TOOL_VISIBILITY));

  private AggregationKeys() {}

  private static Value<String> prefix() {
    return new Value<>(
        "a prefix with {workload} in it and no other placeholder",
        text -> Optional.of(text).filter(AggregationKeys::isFormat),
        Function.identity(),
        new Form.Text(
            "([^{]|\\{workload\\}|\\{[^}]*$)*\\{workload\\}([^{]|\\{workload\\}|\\{[^}]*$)*"));
  }

  private static boolean isFormat(String text) {
    List<String> placeholders =
        PLACEHOLDER.matcher(text).results().map(found -> found.group()).toList();
    return !placeholders.isEmpty()
        && placeholders.stream().allMatch(NamingSettings.WORKLOAD::equals);
  }
}
