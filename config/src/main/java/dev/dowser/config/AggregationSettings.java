package dev.dowser.config;

import java.util.List;

/**
 * How the tools of several backends become one catalog.
 *
 * @param prefixFormat what goes before a tool's own name; {@code {workload}} stands for the
 *     backend's name
 * @param tools choices for single backends, at most one for each
 * @param excludeAllTools hides every tool of every backend
 * @param defaultToolVisibility whether backends without an entry in {@code tools} show theirs
 */
public record AggregationSettings(
    String prefixFormat,
    List<WorkloadTools> tools,
    boolean excludeAllTools,
    Visibility defaultToolVisibility) {

  /** Stands for the backend's name in {@link #prefixFormat()}. */
  public static final String WORKLOAD = "{workload}";

  /** Prefix where none is configured. */
  public static final String DEFAULT_PREFIX_FORMAT = WORKLOAD + "_";

  /** Copies the list. */
  public AggregationSettings {
    tools = List.copyOf(tools);
  }

  /** Shows every tool, each with the default prefix. */
  public static AggregationSettings defaults() {
    return new AggregationSettings(DEFAULT_PREFIX_FORMAT, List.of(), false, Visibility.ALLOW);
  }

  /** Whether tools are seen that nothing else was said about. */
  public enum Visibility {
    /** They are seen. */
    ALLOW,
    /** They are hidden. */
    DENY
  }
}
