package dev.dowser.indexer.catalog;

/**
 * What about one tool is otherwise than its backend or the configuration asked for.
 *
 * @param tool which; the backend may not have it
 * @param kind what went otherwise
 * @param name the name it is about
 * @param reason for operators; names every rival
 */
public record CatalogFault(ToolId tool, Kind kind, String name, String reason) {

  /** What went otherwise. */
  public enum Kind {
    /** Other tools want the same name, so none of them has it. */
    CLASH,
    /** Another tool has the name, as the configuration says. */
    YIELDED,
    /** It has no name yet. */
    WAITING,
    /** What the configuration says of it cannot be done. */
    OVERRIDE
  }

  /** The same as what the catalog does not have. */
  public LeftOut leftOut() {
    return LeftOut.named(tool.toString(), reason);
  }

  /** The same as what the catalog does not have of the backend. */
  public LeftOut leftOutOfBackend() {
    return LeftOut.named(tool.name(), reason);
  }
}
