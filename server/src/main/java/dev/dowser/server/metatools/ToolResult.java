package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import tools.jackson.databind.node.ObjectNode;

/** Results of {@code tools/call} that we make ourselves. */
final class ToolResult {

  private ToolResult() {}

  static ObjectNode text(String text) {
    var result = Json.object();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  /** What a model can mend. */
  static ObjectNode error(String text) {
    return text(text).put("isError", true);
  }
}
