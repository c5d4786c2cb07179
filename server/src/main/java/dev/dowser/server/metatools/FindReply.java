package dev.dowser.server.metatools;

import dev.dowser.indexer.search.Hit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of {@code find_tool}.
 *
 * @param result for the client
 * @param shown exposed names of the tools in it, best first
 */
record FindReply(ObjectNode result, List<String> shown) {

  /** An answer without tools. */
  static FindReply without(ObjectNode result) {
    return new FindReply(result, List.of());
  }

  /** An answer with these tools. */
  static FindReply with(ObjectNode result, List<Hit> hits) {
    return new FindReply(result, hits.stream().map(hit -> hit.tool().name()).toList());
  }

  /** Tokens of its texts and of its structured content. */
  int tokens() {
    return ToolResult.tokens(result);
  }
}
