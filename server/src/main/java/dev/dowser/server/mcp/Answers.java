package dev.dowser.server.mcp;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import dev.dowser.server.rpc.RpcMessage;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that turns the end of a request, expected or not, into the message a client gets.
 */
public final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** The answer to {@code tools/call}; none if the client took the call back. */
  public static Optional<RpcMessage> toCall(JsonNode id, CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered(var result) -> Optional.of(new RpcMessage.Result(id, result));
      case CallOutcome.Refused(var error) -> Optional.of(new RpcMessage.Failed(id, error));
      case CallOutcome.Unavailable(var reason, var mayHaveRun) ->
          Optional.of(new RpcMessage.Result(id, toolError(unavailable(reason, mayHaveRun))));
      case CallOutcome.DeadlinePassed(var waited) ->
          Optional.of(
              new RpcMessage.Result(
                  id,
                  toolError(
                      "No answer within %s s. The call may still take effect; check before you repeat it."
                          .formatted(seconds(waited.toMillis())))));
      case CallOutcome.Cancelled() -> Optional.empty();
    };
  }

  /** The answer to another request that a backend was asked; none if the client took it back. */
  public static Optional<RpcMessage> toRequest(JsonNode id, CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered(var result) -> Optional.of(new RpcMessage.Result(id, result));
      case CallOutcome.Refused(var error) -> Optional.of(new RpcMessage.Failed(id, error));
      case CallOutcome.Unavailable(var reason, _) ->
          Optional.of(error(id, ErrorCode.BACKEND_UNREACHABLE, reason));
      case CallOutcome.DeadlinePassed(var waited) ->
          Optional.of(
              error(
                  id,
                  ErrorCode.BACKEND_UNREACHABLE,
                  "No answer within %s s.".formatted(seconds(waited.toMillis()))));
      case CallOutcome.Cancelled() -> Optional.empty();
    };
  }

  /** The answer to a request that failed; what is not meant for clients is logged instead. */
  public static RpcMessage.Failed failed(JsonNode id, String method, RuntimeException failure) {
    if (failure instanceof GatewayException known && known.code() != ErrorCode.INTERNAL) {
      return error(id, known.code(), String.valueOf(known.getMessage()));
    }
    log.error("request failed: method={}", method, failure);
    return error(id, ErrorCode.INTERNAL, "internal error");
  }

  /** An error answer. */
  public static RpcMessage.Failed error(JsonNode id, ErrorCode code, String message) {
    return new RpcMessage.Failed(id, new RpcError(code.rpcCode(), message, null));
  }

  /** An error answer to what is not a request, or to one whose id cannot be told. */
  public static RpcMessage.Failed error(ErrorCode code, String message) {
    return error(Json.object().nullNode(), code, message);
  }

  /** The error answer of an exception whose message is meant for clients. */
  public static RpcMessage.Failed error(JsonNode id, GatewayException refusal) {
    return error(id, refusal.code(), String.valueOf(refusal.getMessage()));
  }

  private static String unavailable(String reason, boolean mayHaveRun) {
    return mayHaveRun
        ? reason + " The call may have taken effect; check before you repeat it."
        : reason + " The call did not reach the server.";
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }

  private static ObjectNode toolError(String text) {
    var result = Json.object();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result.put("isError", true);
  }
}
