package dev.dowser.server.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The error member of a response.
 *
 * @param code JSON-RPC or MCP code
 * @param message one sentence
 * @param data anything more, or null
 */
public record RpcError(int code, String message, @Nullable JsonNode data) {

  /** The error as its JSON object. */
  public ObjectNode toJson() {
    var error = Json.object().put("code", code).put("message", message);
    if (data != null) {
      error.set("data", data);
    }
    return error;
  }
}
