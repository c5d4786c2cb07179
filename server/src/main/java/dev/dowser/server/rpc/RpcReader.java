package dev.dowser.server.rpc;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Decides what kind of message a JSON value is. */
final class RpcReader {

  private RpcReader() {}

  static RpcMessage read(JsonNode json) {
    if (!(json instanceof ObjectNode message)) {
      throw refused(
          json.isArray()
              ? "batches are not part of MCP; send one message"
              : "a JSON-RPC message is an object, got " + kind(json));
    }
    if (!message.path("jsonrpc").asString("").equals("2.0")) {
      throw refused("jsonrpc must be \"2.0\"");
    }
    return message.has("method") ? call(message) : response(message);
  }

  private static RpcMessage call(ObjectNode message) {
    var method = message.get("method");
    if (!method.isString()) {
      throw refused("method must be a string, got " + kind(method));
    }
    var params = params(message);
    return message.has("id")
        ? new RpcMessage.Request(id(message), method.asString(), params)
        : new RpcMessage.Notification(method.asString(), params);
  }

  private static RpcMessage response(ObjectNode message) {
    if (message.hasNonNull("error")) {
      var id = message.has("id") ? message.get("id") : message.nullNode();
      return new RpcMessage.Failed(id, error(message.get("error")));
    }
    if (message.has("result")) {
      return new RpcMessage.Result(id(message), message.get("result"));
    }
    throw refused("a message has a method, a result or an error");
  }

  private static RpcError error(JsonNode error) {
    return new RpcError(
        error.path("code").asInt(ErrorCode.INTERNAL.rpcCode()),
        error.path("message").asString("error without a message"),
        error.get("data"));
  }

  private static ObjectNode params(ObjectNode message) {
    var params = message.get("params");
    if (params == null || params.isNull()) {
      return Json.object();
    }
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw refused("params must be an object, got " + kind(params));
  }

  private static JsonNode id(ObjectNode message) {
    var id = message.get("id");
    if (id != null && (id.isString() || id.isIntegralNumber())) {
      return id;
    }
    throw refused("id must be a string or an integer, got " + (id == null ? "none" : kind(id)));
  }

  private static String kind(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static GatewayException refused(String message) {
    return new GatewayException(ErrorCode.BAD_REQUEST, message);
  }
}
