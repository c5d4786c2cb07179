package dev.dowser.models.embedding;

import java.time.Duration;

/** The model cannot answer now or ever; search goes on with words alone. */
public final class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why no vector came. */
  public enum Reason {
    /** The model's files are not there. */
    MISSING,
    /** The model fails: its files cannot be used, or it has no vector for these texts. */
    BROKEN,
    /** More work is waiting than the embedder accepts; a later call may succeed. */
    BUSY,
    /** The server that computes is not there, or not the one it was; its source asks it again. */
    AWAY,
    /** The embedder was closed. */
    CLOSED
  }

  private final Reason reason;
  private final Duration pause;

  public EmbeddingException(Reason reason, String message) {
    this(reason, message, Duration.ZERO);
  }

  /**
   * An answer that was refused.
   *
   * @param pause how long to ask for nothing more
   */
  public EmbeddingException(Reason reason, String message, Duration pause) {
    super(message);
    this.reason = reason;
    this.pause = pause;
  }

  public EmbeddingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.pause = Duration.ZERO;
  }

  /** Why no vector came. */
  public Reason reason() {
    return reason;
  }

  /** How long the caller should ask for nothing more; zero if that is up to it. */
  public Duration pause() {
    return pause;
  }
}
