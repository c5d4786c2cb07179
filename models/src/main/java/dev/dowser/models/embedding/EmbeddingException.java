package dev.dowser.models.embedding;

/** The model cannot answer now or ever; search goes on with words alone. */
public final class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why no vector came. */
  public enum Reason {
    /** The model's files are not there. */
    MISSING,
    /** The files are there but cannot be used: truncated, of another kind, wrong inputs. */
    BROKEN,
    /** More work is waiting than the embedder accepts; a later call may succeed. */
    BUSY,
    /** The embedder was closed. */
    CLOSED
  }

  private final Reason reason;

  public EmbeddingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public EmbeddingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why no vector came. */
  public Reason reason() {
    return reason;
  }
}
