package dev.dowser.indexer.catalog;

/**
 * A prompt, resource or template that clients do not see although its backend has it.
 *
 * @param backend whose
 * @param kind what it is
 * @param name a prompt's own name, a URI, a URI template
 * @param reason for operators; names its rivals
 */
public record MaterialFault(BackendId backend, Kind kind, String name, String reason) {

  /** What a backend may have besides tools. */
  public enum Kind {
    PROMPT("prompt"),
    RESOURCE("resource"),
    TEMPLATE("resource template");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For messages. */
    public String word() {
      return word;
    }
  }

  /** The same as what the catalog does not have of the backend. */
  public LeftOut leftOutOfBackend() {
    return LeftOut.named(name, kind.word() + ": " + reason);
  }
}
