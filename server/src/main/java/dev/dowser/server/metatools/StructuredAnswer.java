package dev.dowser.server.metatools;

import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.metatools.FindRequest.Shape;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Found tools as structured content, for programs, with a text that does not repeat it. Never
 * exceeds its token budget: the last hits are left out, and of a first hit that is too large its
 * parameters.
 */
final class StructuredAnswer {
  private final ToolMemo<ToolCard> cards;

  StructuredAnswer(ToolMemo<ToolCard> cards) {
    this.cards = cards;
  }

  FindReply of(Found found, Shape shape) {
    int room = shape.maxTokens() - FindAnswer.NOTE_TOKENS;
    var nodes = found.hits().stream().map(hit -> tool(hit, found, shape.detail())).toList();
    int count = fitting(nodes, room);
    var content = content(found, nodes.subList(0, count));
    while (tokens(content) > room && count > 0) {
      content = content(found, nodes.subList(0, --count));
    }
    if (count == 0 && !nodes.isEmpty()) {
      var named = content(found, List.of(tool(found.hits().getFirst(), found, Detail.NAME)));
      count = tokens(named) > room ? 0 : 1;
      content = count == 0 ? content : named;
    }
    if (count == 0 && tokens(content) > room) {
      content.remove(List.of("closest", "remarks"));
    }
    addNeeds(content, found, room);
    return reply(content, found.hits().subList(0, count));
  }

  private static int tokens(ObjectNode content) {
    return TokenCount.exact(Json.text(content));
  }

  /** About how many of the first fit, one more rather than one less; each is counted once. */
  private static int fitting(List<ObjectNode> nodes, int room) {
    int count = 0;
    int tokens = 0;
    while (count < nodes.size() && tokens <= room) {
      tokens += tokens(nodes.get(count++));
    }
    return count;
  }

  /** What the numbers of needs stand for, as one text may have been split; tools come first. */
  private static void addNeeds(ObjectNode content, Found found, int room) {
    if (found.needs().size() > 1) {
      var needs = content.putArray("needs");
      found.needs().forEach(need -> needs.add(FindAnswer.label(need)));
      if (tokens(content) > room) {
        content.remove("needs");
      }
    }
  }

  private static FindReply reply(ObjectNode content, List<Hit> shown) {
    var text = "Tools in structuredContent: " + shown.size();
    var result = ToolResult.text(text);
    result.set("structuredContent", content);
    return FindReply.with(result, shown, tokens(content) + TokenCount.exact(text));
  }

  private static ObjectNode content(Found found, List<ObjectNode> shown) {
    var content = Json.object();
    content.putArray("tools").addAll(shown);
    int more = found.more() + found.hits().size() - shown.size();
    content.put("more", more).put("lexicalOnly", found.mode() == Mode.LEXICAL);
    if (!found.closest().isEmpty()) {
      var closest = content.putArray("closest");
      found.closest().forEach(hit -> closest.add(hit.tool().name()));
    }
    if (!found.remarks().isEmpty()) {
      var remarks = content.putArray("remarks");
      found.remarks().forEach(remarks::add);
    }
    return content;
  }

  private ObjectNode tool(Hit hit, Found found, Detail detail) {
    var tool = Json.object().put("name", hit.tool().name());
    tool.put("score", Math.round(hit.score() * 1000) / 1000.0);
    tool.put("server", hit.tool().tool().id().backend().value());
    if (found.needs().size() > 1) {
      tool.put("need", hit.need());
    }
    if (!hit.copies().isEmpty()) {
      copies(hit, tool.putArray("copies"));
      int others = hit.copies().size() - Hit.COPIES_SHOWN;
      if (others > 0) {
        tool.put("moreCopies", others);
      }
    }
    switch (detail) {
      case SIGNATURE -> {
        var card = cards.get(hit.tool());
        tool.put("signature", card.signature().complete()).put("description", card.gist());
      }
      case SCHEMA -> tool.setAll(ToolCard.definition(hit.tool()));
      case NAME -> {}
    }
    return tool;
  }

  private static void copies(Hit hit, ArrayNode copies) {
    hit.copies().stream()
        .limit(Hit.COPIES_SHOWN)
        .forEach(copy ->
            copies
                .addObject()
                .put("name", copy.name())
                .put("server", copy.tool().id().backend().value()));
  }
}
