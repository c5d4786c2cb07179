package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * All that one discovery of one backend found.
 *
 * @param backend whose
 * @param card what the server says of itself
 * @param tools in the backend's order, no offered name twice
 * @param material what it has besides tools
 * @param leftOut entries that could not be used
 * @param stale whether this is the last known answer of an earlier run rather than one of the
 *     present connection
 */
public record BackendSnapshot(
    BackendId backend,
    ServerCard card,
    List<Tool> tools,
    Material material,
    List<LeftOut> leftOut,
    boolean stale) {

  /** Copies the lists. */
  public BackendSnapshot {
    tools = List.copyOf(tools);
    leftOut = List.copyOf(leftOut);
  }

  /** A backend that has tools alone. */
  public BackendSnapshot(
      BackendId backend, ServerCard card, List<Tool> tools, List<LeftOut> leftOut, boolean stale) {
    this(backend, card, tools, Material.NONE, leftOut, stale);
  }

  /** The same with other tools. */
  public BackendSnapshot withTools(List<Tool> others) {
    return new BackendSnapshot(backend, card, others, material, leftOut, stale);
  }

  /** The same with other material. */
  public BackendSnapshot withMaterial(Material other) {
    return new BackendSnapshot(backend, card, tools, other, leftOut, stale);
  }

  /** The same content, marked as last known rather than current. */
  public BackendSnapshot asStale() {
    return new BackendSnapshot(backend, card, tools, material, leftOut, true);
  }
}
