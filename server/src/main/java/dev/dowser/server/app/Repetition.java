package dev.dowser.server.app;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of a request whose gateway ended before it answered. Everything but a call only
 * reads or sets what may be set twice. A call may be sent again if its tool says that it is
 * read-only or idempotent; of all others nobody knows whether they took effect.
 */
final class Repetition {
  private static final String CALL = "tools/call";
  private static final String FIND_TOOL = "find_tool";
  private static final String CALL_TOOL = "call_tool";
  private static final List<String> NAMES = List.of("name", "tool_name", "toolName", "tool");

  private final Predicate<String> harmless;

  /**
   * A rule.
   *
   * @param harmless whether a tool of this exposed name says that it may be called twice
   */
  Repetition(Predicate<String> harmless) {
    this.harmless = harmless;
  }

  /** Whether the request may be sent again. */
  boolean isAllowed(RpcMessage.Request request) {
    if (!request.method().equals(CALL)) {
      return true;
    }
    var tool = tool(request.params());
    return tool.equals(FIND_TOOL) || (!tool.isEmpty() && harmless.test(tool));
  }

  /** The tool that is meant, read strictly: a name in need of repair is not risked. */
  private static String tool(ObjectNode params) {
    var name = params.path("name").asString("");
    if (!name.equals(CALL_TOOL)) {
      return name;
    }
    var arguments = params.path("arguments");
    return NAMES.stream()
        .map(key -> arguments.path(key).asString(""))
        .filter(inner -> !inner.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The answer to a call that must not be sent again. */
  static ObjectNode outcomeUnknown(JsonNode id) {
    var result = Json.object();
    result
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put(
            "text",
            "The gateway ended while this call ran, and another one has taken over. The outcome of the call is unknown: it may have taken effect; check before you repeat it.");
    return new RpcMessage.Result(id, result.put("isError", true)).toJson();
  }
}
