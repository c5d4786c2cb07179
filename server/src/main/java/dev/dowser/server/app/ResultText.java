package dev.dowser.server.app;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;

/** A tool's result for people: text as it is, everything else named. */
final class ResultText {

  private ResultText() {}

  /** Prints the result; answers the exit code: 1 for a tool error. */
  static int print(JsonNode result, boolean raw) {
    var terminal = Terminal.standard(System.getenv());
    terminal.line(raw ? Json.text(result) : of(result).stripTrailing());
    return result.path("isError").asBoolean(false) ? 1 : 0;
  }

  static String of(JsonNode result) {
    var text = new StringBuilder();
    for (var block : result.path("content")) {
      text.append(text.isEmpty() ? "" : "\n").append(block(block));
    }
    if (text.isEmpty() && result.has("structuredContent")) {
      text.append(Json.text(result.get("structuredContent")));
    }
    return text.toString();
  }

  private static String block(JsonNode block) {
    var type = block.path("type").asString("unknown");
    return switch (type) {
      case "text" -> block.path("text").asString("");
      case "image", "audio" ->
          "[" + type + " " + mime(block) + ", " + size(block.path("data")) + " base64 characters]";
      case "resource" -> resource(block.path("resource"));
      case "resource_link" -> "[resource " + block.path("uri").asString("") + "]";
      default -> "[" + type + "]";
    };
  }

  private static String resource(JsonNode resource) {
    var uri = "[resource " + resource.path("uri").asString("") + "]";
    return resource.has("text") ? uri + "\n" + resource.path("text").asString("") : uri;
  }

  private static String mime(JsonNode block) {
    return block.path("mimeType").asString("");
  }

  private static int size(JsonNode data) {
    return data.asString("").length();
  }
}
