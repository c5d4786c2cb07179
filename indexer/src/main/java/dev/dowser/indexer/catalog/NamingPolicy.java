package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * Gives every tool of a virtual server the name that clients see. Pure: the same snapshots give the
 * same names, in whatever order the backends answered.
 */
public interface NamingPolicy {

  /**
   * Names the tools.
   *
   * @param tools all tools of all backends, sorted by configuration order of the backend, then by
   *     own name
   * @return exposed tools with unique, valid names, and what had to be left out
   */
  Naming name(List<NamedCandidate> tools);

  /**
   * A tool that wants a name.
   *
   * @param tool the tool
   * @param stale whether it is last known rather than current
   */
  record NamedCandidate(Tool tool, boolean stale) {}

  /**
   * Result of naming.
   *
   * @param exposed tools with their names
   * @param leftOut tools that got none; name is {@code backend/tool}
   */
  record Naming(List<ExposedTool> exposed, List<LeftOut> leftOut) {

    /** Copies the lists. */
    public Naming {
      exposed = List.copyOf(exposed);
      leftOut = List.copyOf(leftOut);
    }
  }
}
