package dev.dowser.indexer.catalog;

/**
 * A name that was given to a tool for good.
 *
 * @param tool whose
 * @param offeredName what the tool was called before naming, so that a tool that is offered twice
 *     has two names
 * @param name that clients accept
 */
public record GivenName(ToolId tool, String offeredName, String name) {

  /** Checks the name. */
  public GivenName {
    if (!ExposedName.isAccepted(name)) {
      throw new IllegalArgumentException("no name that clients accept: " + name);
    }
  }
}
