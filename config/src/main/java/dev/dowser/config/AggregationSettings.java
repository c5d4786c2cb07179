package dev.dowser.config;

import java.util.List;

/**
 * How the tools of several backends become one catalog.
 *
 * @param naming which names the tools get
 * @param tools choices for single backends, at most one for each
 * @param excludeAllTools hides every tool of every backend
 * @param defaultToolVisibility whether backends without an entry in {@code tools} show theirs
 */
public record AggregationSettings(
    NamingSettings naming,
    List<WorkloadTools> tools,
    boolean excludeAllTools,
    Visibility defaultToolVisibility) {

  /** Copies the list. */
  public AggregationSettings {
    tools = List.copyOf(tools);
  }

  /** Shows every tool, each with the default prefix. */
  public static AggregationSettings defaults() {
    return new AggregationSettings(NamingSettings.defaults(), List.of(), false, Visibility.ALLOW);
  }

  /** Whether tools are seen that nothing else was said about. */
  public enum Visibility {
    /** They are seen. */
    ALLOW,
    /** They are hidden. */
    DENY
  }
}
