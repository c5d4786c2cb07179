package dev.dowser.server.metatools.result;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The blocks of a result's content that are text: text blocks and embedded text resources. */
final class TextBlocks {
  private static final int LONGEST_URI = 2_000;
  private static final int LONGEST_TYPE = 200;

  private TextBlocks() {}

  static List<TextPart> of(JsonNode result) {
    return result.path("content").valueStream().flatMap(block -> part(block).stream()).toList();
  }

  /** The text of a block, if it has one. */
  static Optional<TextPart> part(JsonNode block) {
    return switch (type(block)) {
      case "text" -> text(block).map(TextPart.Plain::new);
      case "resource" -> text(block.path("resource")).map(text -> resource(block, text));
      default -> Optional.empty();
    };
  }

  private static String type(JsonNode block) {
    return block.path("type").asString("");
  }

  private static Optional<String> text(JsonNode holder) {
    return Stream.of(holder.path("text"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst();
  }

  private static TextPart resource(JsonNode block, String text) {
    var uri = block.path("resource").path("uri").asString("");
    var type = block.path("resource").path("mimeType").asString("");
    boolean isSane = !uri.isEmpty() && uri.length() <= LONGEST_URI && type.length() <= LONGEST_TYPE;
    return isSane ? new TextPart.Embedded(uri, type, text) : new TextPart.Plain(text);
  }

  /** A copy of a block that is text, with another text. */
  static ObjectNode with(ObjectNode block, String text) {
    var copy = block.deepCopy();
    var holder = type(block).equals("resource") ? copy.withObject("resource") : copy;
    var _ = holder.put("text", text);
    return copy;
  }
}
