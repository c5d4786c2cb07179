package dev.dowser.server.fault;

/** Anything unexpected, with a code; translated to the wire in one place. */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** A failure without a cause of another library. */
  public GatewayException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with its cause. */
  public GatewayException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure. */
  public ErrorCode code() {
    return code;
  }
}
