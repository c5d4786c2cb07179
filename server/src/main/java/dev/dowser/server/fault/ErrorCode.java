package dev.dowser.server.fault;

/** What went wrong, for whom, and whether a retry makes sense. */
public enum ErrorCode {
  /** The client's message has parameters that do not fit; the text says which and what fits. */
  BAD_PARAMETERS(Audience.CLIENT, -32602, false),
  /** The client asked for a resource that no backend has. */
  UNKNOWN_RESOURCE(Audience.CLIENT, -32002, false),
  /** The client asked for a method that does not exist here. */
  UNKNOWN_METHOD(Audience.CLIENT, -32601, false),
  /** The client's message is JSON but not a JSON-RPC message that is allowed now. */
  BAD_REQUEST(Audience.CLIENT, -32600, false),
  /** The client's message is not JSON. */
  NOT_JSON(Audience.CLIENT, -32700, false),
  /** A backend cannot be reached or greeted. */
  BACKEND_UNREACHABLE(Audience.BACKEND, -32603, true),
  /** A backend wants a login that we do not have. */
  BACKEND_NEEDS_LOGIN(Audience.BACKEND, -32603, false),
  /** A backend's command cannot be started on this machine. */
  BACKEND_NOT_STARTABLE(Audience.BACKEND, -32603, false),
  /** A backend broke the protocol or a limit. */
  BACKEND_BROKEN(Audience.BACKEND, -32603, true),
  /** Tools cannot be searched, because the index took none; the text is for clients too. */
  NOT_SEARCHABLE(Audience.GATEWAY, -32603, true),
  /** A fault of ours; clients are told no more than that. */
  INTERNAL(Audience.GATEWAY, -32603, true);

  /** Who has to act. */
  public enum Audience {
    CLIENT,
    BACKEND,
    GATEWAY
  }

  private final Audience audience;
  private final int rpcCode;
  private final boolean retryable;

  ErrorCode(Audience audience, int rpcCode, boolean retryable) {
    this.audience = audience;
    this.rpcCode = rpcCode;
    this.retryable = retryable;
  }

  /** Who has to act. */
  public Audience audience() {
    return audience;
  }

  /** The code on the wire (JSON-RPC 2.0, section 5.1). */
  public int rpcCode() {
    return rpcCode;
  }

  /** Whether the same request may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }
}
