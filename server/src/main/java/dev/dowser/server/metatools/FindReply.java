package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of {@code find_tool}.
 *
 * @param result for the client
 * @param shown exposed names of the tools in it, best first; with each those of its copies
 * @param tokens of its texts and structured content; of blocks known already, since counting an
 *     answer anew takes longer than to rank by words
 */
record FindReply(ObjectNode result, List<List<String>> shown, int tokens) {

  /** An answer without tools. */
  static FindReply without(ObjectNode result) {
    return new FindReply(result, List.of(), ToolResult.tokens(result));
  }

  /** An answer with these tools. */
  static FindReply with(ObjectNode result, List<Hit> hits, int tokens) {
    return new FindReply(result, hits.stream().map(FindReply::names).toList(), tokens);
  }

  private static List<String> names(Hit hit) {
    return hit.shown().stream().map(ExposedTool::name).toList();
  }
}
