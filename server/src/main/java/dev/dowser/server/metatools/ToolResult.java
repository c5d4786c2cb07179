package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import tools.jackson.databind.node.ObjectNode;

/** Results of {@code tools/call} that we make ourselves. */
final class ToolResult {

  private ToolResult() {}

  static ObjectNode text(String text) {
    var result = Json.object();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  /** Tokens that a model may read: texts and structured content. */
  static int tokens(ObjectNode result) {
    int texts =
        result
            .path("content")
            .valueStream()
            .mapToInt(block -> TokenCount.exact(block.path("text").asString("")))
            .sum();
    var structured = result.path("structuredContent");
    return structured.isMissingNode() ? texts : texts + TokenCount.exact(Json.text(structured));
  }

  /** What a model can mend. */
  static ObjectNode error(String text) {
    return text(text).put("isError", true);
  }
}
