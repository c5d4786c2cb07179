package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * All that one discovery of one backend found.
 *
 * @param backend whose
 * @param card what the server says of itself
 * @param tools in the backend's order, no offered name twice
 * @param leftOut entries that could not be used
 * @param stale whether this is the last known answer of an earlier run rather than one of the
 *     present connection
 */
public record BackendSnapshot(
    BackendId backend, ServerCard card, List<Tool> tools, List<LeftOut> leftOut, boolean stale) {

  /** Copies the lists. */
  public BackendSnapshot {
    tools = List.copyOf(tools);
    leftOut = List.copyOf(leftOut);
  }

  /** The same with other tools. */
  public BackendSnapshot withTools(List<Tool> others) {
    return new BackendSnapshot(backend, card, others, leftOut, stale);
  }

  /** The same content, marked as last known rather than current. */
  public BackendSnapshot asStale() {
    return new BackendSnapshot(backend, card, tools, leftOut, true);
  }
}
