package dev.dowser.indexer.index;

/** The index or the vector cache cannot be read or written: disk full, no permission, locked. */
public final class IndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IndexException(String message, Throwable cause) {
    super(message, cause);
  }

  public IndexException(String message) {
    super(message);
  }
}
