package dev.dowser.config;

import java.util.List;

/**
 * One MCP endpoint and what stands behind it.
 *
 * @param name the name that clients are told
 * @param backends the backends of the chosen group, in configuration order
 * @param aggregation naming and visibility
 * @param optimizer how find answers
 * @param mode what clients see
 */
public record VirtualServerSettings(
    String name,
    List<BackendSettings> backends,
    AggregationSettings aggregation,
    OptimizerSettings optimizer,
    Mode mode) {

  /** The name of a virtual server that was given none. */
  public static final String DEFAULT_NAME = "dowser";

  /** Copies the list. */
  public VirtualServerSettings {
    backends = List.copyOf(backends);
  }

  /** The same virtual server with another mode. */
  public VirtualServerSettings withMode(Mode other) {
    return new VirtualServerSettings(name, backends, aggregation, optimizer, other);
  }
}
