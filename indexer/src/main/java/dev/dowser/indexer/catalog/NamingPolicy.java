package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * Gives every tool of a virtual server the name that clients see. The same tools get the same names
 * in whatever order the backends answered.
 *
 * <p>Names that clients reject are repaired the same way every time:
 *
 * <ol>
 *   <li>Each run of characters outside {@code [A-Za-z0-9_-]} becomes one {@code _}.
 *   <li>A name over 64 characters is cut to 55 and gets {@code _} and the first 8 hexadecimal
 *       digits of the SHA-256 of {@code backend/own name}. So does the name of a meta-tool, and any
 *       other that is reserved.
 *   <li>If names meet, those that rule 1 changed get the same ending.
 *   <li>Tools whose names still meet are all left out.
 * </ol>
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
   * @param isDue whether nothing can come any more that goes before it: it is last known, or each
   *     backend configured before its own has answered or failed in this run
   */
  record NamedCandidate(Tool tool, boolean stale, boolean isDue) {

    /** A tool that waits for no other. */
    public NamedCandidate(Tool tool, boolean stale) {
      this(tool, stale, true);
    }

    /** Whose it is. */
    public BackendId backend() {
      return tool.id().backend();
    }

    /** What it is called before naming. */
    public String offeredName() {
      return tool.offeredName();
    }

    ExposedTool exposedAs(String name) {
      return new ExposedTool(name, tool, stale);
    }
  }

  /**
   * Result of naming.
   *
   * @param exposed tools with their names
   * @param faults why others have none
   */
  record Naming(List<ExposedTool> exposed, List<CatalogFault> faults) {

    /** Copies the lists. */
    public Naming {
      exposed = List.copyOf(exposed);
      faults = List.copyOf(faults);
    }

    /** Tools that got no name. */
    public List<LeftOut> leftOut() {
      return faults.stream().map(CatalogFault::leftOut).toList();
    }
  }
}
