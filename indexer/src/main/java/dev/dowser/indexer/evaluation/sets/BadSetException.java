package dev.dowser.indexer.evaluation.sets;

/** A query set that cannot be used; the message names file and line. */
public final class BadSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSetException(String message) {
    super(message);
  }

  public BadSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
