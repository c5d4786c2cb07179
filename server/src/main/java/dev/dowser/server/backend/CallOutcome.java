package dev.dowser.server.backend;

import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How a request to a backend ended. */
public sealed interface CallOutcome {

  /** The backend's result, unchanged; a tool error ({@code isError}) is one of these. */
  record Answered(JsonNode result) implements CallOutcome {}

  /** The backend answered with a JSON-RPC error. */
  record Refused(RpcError error) implements CallOutcome {}

  /**
   * The request did not reach the backend, or its answer was lost.
   *
   * @param reason for the client: no secret, no stack trace
   * @param mayHaveRun whether the backend may have acted on it
   */
  record Unavailable(String reason, boolean mayHaveRun) implements CallOutcome {}

  /** No answer within the time allowed. */
  record DeadlinePassed(Duration waited) implements CallOutcome {}

  /** The client took the request back; nobody waits for an answer. */
  record Cancelled() implements CallOutcome {}
}
