package dev.dowser.server.rpc;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON-RPC 2.0 message (https://www.jsonrpc.org/specification) as MCP allows it: params are
 * objects, ids strings or integers, no batches. Unknown members are ignored.
 */
public sealed interface RpcMessage {

  /** A request; {@code id} keeps its JSON type. */
  record Request(JsonNode id, String method, ObjectNode params) implements RpcMessage {}

  /** A notification. */
  record Notification(String method, ObjectNode params) implements RpcMessage {}

  /** A response with a result. */
  record Result(JsonNode id, JsonNode result) implements RpcMessage {}

  /** A response with an error; {@code id} may be a JSON null. */
  record Failed(JsonNode id, RpcError error) implements RpcMessage {}

  /** The message as its JSON object. */
  default ObjectNode toJson() {
    var json = Json.object().put("jsonrpc", "2.0");
    switch (this) {
      case Request(var id, var method, var params) ->
          json.put("method", method).set("id", id).set("params", params);
      case Notification(var method, var params) -> json.put("method", method).set("params", params);
      case Result(var id, var result) -> json.set("id", id).set("result", result);
      case Failed(var id, var error) -> json.set("id", id).set("error", error.toJson());
    }
    return json;
  }

  /**
   * Reads a message.
   *
   * @throws GatewayException {@link ErrorCode#BAD_REQUEST} if the value is not a message
   */
  static RpcMessage read(JsonNode json) {
    return RpcReader.read(json);
  }
}
