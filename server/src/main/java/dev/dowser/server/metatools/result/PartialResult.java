package dev.dowser.server.metatools.result;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenAllowance;
import dev.dowser.server.text.TokenCount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows as much of a text as fits, and tells how to get more.
 *
 * @param tokens most of a result's texts, the note included
 * @param handle under which the text is kept
 */
record PartialResult(int tokens, String handle, KeptText text) {
  static final String STRUCTURED = "structuredContent";

  private static final String SHORTENED = "dev.dowser/shortened";
  private static final String META = "_meta";

  /** The end of a part may be counted otherwise than in the middle of a text. */
  private static final int SEAM = 2;

  /**
   * The result of the tool with the beginning of its text; what is not text stays.
   *
   * @param remark stands behind the note
   */
  ObjectNode beginning(ObjectNode result, String remark) {
    int end = text.end(0, allowance(0, remark));
    var content = blocks(result.path("content"), end);
    addNote(content, 0, end, remark);
    var shown = Json.object();
    shown.setAll(result);
    shown.remove(STRUCTURED);
    shown.set("content", content);
    var meta = Json.object();
    if (result.path(META) instanceof ObjectNode present) {
      meta.setAll(present);
    }
    meta.putObject(SHORTENED).put("handle", handle).put("shown", end).put("size", text.size());
    return shown.set(META, meta);
  }

  /** The blocks up to the end, and all that are not text. */
  private ArrayNode blocks(JsonNode blocks, int end) {
    var content = Json.object().arrayNode();
    int start = 0;
    for (var block : blocks) {
      var part = TextBlocks.part(block).map(TextPart::text);
      int next = start + part.map(String::length).orElse(0);
      if (part.isEmpty() || next <= end) {
        content.add(block);
      } else if (start < end && block instanceof ObjectNode object) {
        content.add(TextBlocks.with(object, part.get().substring(0, end - start)));
      }
      start = next;
    }
    // What stands behind all blocks is the structured content.
    text.between(start, end).forEach(rest -> content.add(rest.block()));
    return content;
  }

  /** A result with what follows an offset. */
  ObjectNode from(int offset) {
    int from = text.begin(offset);
    int end = text.end(from, allowance(from, ""));
    var result = Json.object();
    var content = result.putArray("content");
    text.between(from, end).forEach(part -> content.add(part.block()));
    if (end < text.size()) {
      addNote(content, from, end, "");
      var shown = result.putObject(META).putObject(SHORTENED);
      shown.put("handle", handle).put("offset", from).put("shown", end - from);
      shown.put("size", text.size());
    }
    return result;
  }

  /** What is left when the longest note is paid for. */
  private TokenAllowance allowance(int from, String remark) {
    var note = Note.more(handle, from, text.size(), text.size()) + remark;
    return new TokenAllowance(tokens - SEAM - TokenCount.exact(bracketed(note)));
  }

  private void addNote(ArrayNode content, int from, int end, String remark) {
    var note =
        end < text.kept()
            ? Note.more(handle, from, end, text.size())
            : Note.lost(from, end, text.size());
    content.addObject().put("type", "text").put("text", bracketed(note + remark));
  }

  private static String bracketed(String note) {
    return "[" + note + "]";
  }
}
