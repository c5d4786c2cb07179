package dev.dowser.server.metatools.result;

import dev.dowser.server.rpc.Json;
import tools.jackson.databind.node.ObjectNode;

/** A text of a result, and in which form it is shown again. */
sealed interface TextPart {

  String text();

  /** What it takes in memory beside the text, in characters. */
  int burden();

  /** The same with another text. */
  TextPart with(String other);

  /** As content of a result. */
  ObjectNode block();

  /** A text block. */
  record Plain(String text) implements TextPart {
    private static final int BURDEN = 64;

    @Override
    public int burden() {
      return BURDEN;
    }

    @Override
    public TextPart with(String other) {
      return new Plain(other);
    }

    @Override
    public ObjectNode block() {
      return Json.object().put("type", "text").put("text", text);
    }
  }

  /** A resource that stands in the result as text. */
  record Embedded(String uri, String mimeType, String text) implements TextPart {
    private static final int BURDEN = 128;

    @Override
    public int burden() {
      return BURDEN + uri.length() + mimeType.length();
    }

    @Override
    public TextPart with(String other) {
      return new Embedded(uri, mimeType, other);
    }

    @Override
    public ObjectNode block() {
      var resource = Json.object().put("uri", uri);
      if (!mimeType.isEmpty()) {
        resource.put("mimeType", mimeType);
      }
      return Json.object().put("type", "resource").set("resource", resource.put("text", text));
    }
  }
}
