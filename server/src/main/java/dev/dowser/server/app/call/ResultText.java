package dev.dowser.server.app.call;

import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A tool's result for people: text as it is, all else named with its type and size, and saved if
 * that is wanted. Structured content is shown where no text says it.
 */
public final class ResultText {
  private static final int MOST_NAME = 200;
  private static final int MOST_UNKNOWN = 300;

  private final Optional<SavedParts> saved;

  /**
   * Shows results.
   *
   * @param saved where parts that are no text go, if anywhere
   */
  public ResultText(Optional<SavedParts> saved) {
    this.saved = saved;
  }

  /** The result without saving anything. */
  public static String of(JsonNode result) {
    return new ResultText(Optional.empty()).text(result);
  }

  /** The result in words. */
  public String text(JsonNode result) {
    var parts = new ArrayList<String>();
    result.path("content").forEach(block -> parts.add(block(block)));
    var structured = result.path("structuredContent");
    if (!structured.isMissingNode() && !hasText(result)) {
      parts.add(structured.toPrettyString());
    }
    return String.join("\n", parts);
  }

  private static boolean hasText(JsonNode result) {
    return result
        .path("content")
        .valueStream()
        .anyMatch(block -> block.path("type").asString("").equals("text"));
  }

  /** Without what makes a screen do something else than show text. */
  public static String harmless(String text) {
    return text.lines().map(ResultText::harmlessLine).collect(Collectors.joining("\n"));
  }

  private static String harmlessLine(String line) {
    if (line.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t')) {
      return line;
    }
    return line.chars()
        .mapToObj(c -> Character.isISOControl(c) && c != '\t' ? "\ufffd" : Character.toString(c))
        .collect(Collectors.joining());
  }

  private String block(JsonNode block) {
    var type = block.path("type").asString("");
    return switch (type) {
      case "text" -> block.path("text").asString("");
      case "image", "audio" -> bytes(type, "", block, block.path("data"));
      case "resource" -> resource(block.path("resource"));
      case "resource_link" -> link(block);
      default ->
          "[%s] %s"
              .formatted(
                  type.isEmpty() ? "no type" : shown(type),
                  PlainText.cut(PlainText.line(block.toString()), MOST_UNKNOWN));
    };
  }

  private String resource(JsonNode resource) {
    if (resource.has("text")) {
      return named("resource", resource, List.of()) + "\n" + resource.path("text").asString("");
    }
    return resource.has("blob")
        ? bytes("resource", resource.path("uri").asString(""), resource, resource.path("blob"))
        : named("resource", resource, List.of());
  }

  private static String link(JsonNode link) {
    var size = link.path("size");
    var title = link.path("title").asString(link.path("name").asString(""));
    var about = link.path("description").asString("");
    var line =
        named("resource link", link, size.isNumber() ? List.of(size(size.longValue())) : List.of());
    var words = title.isEmpty() || about.isEmpty() ? title + about : title + ": " + about;
    return words.isEmpty() ? line : line + " " + shown(words);
  }

  private String bytes(String type, String uri, JsonNode block, JsonNode data) {
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(data.asString(""));
    } catch (IllegalArgumentException notBase64) {
      return named(type, block, List.of("not base64"));
    }
    var line = named(type, block, List.of(size(content.length)));
    var mime = block.path("mimeType").asString("");
    return saved.map(parts -> line + " saved as " + parts.save(uri, mime, content)).orElse(line);
  }

  private static String named(String type, JsonNode block, List<String> more) {
    var parts = new ArrayList<String>();
    for (var key : List.of("uri", "mimeType")) {
      if (block.path(key).isString()) {
        parts.add(shown(block.path(key).asString()));
      }
    }
    parts.addAll(more);
    return "[" + type + (parts.isEmpty() ? "" : " " + String.join(", ", parts)) + "]";
  }

  private static String shown(String text) {
    return PlainText.cut(PlainText.line(text), MOST_NAME);
  }

  static String size(long bytes) {
    if (bytes < 1_024) {
      return bytes + " bytes";
    }
    return bytes < 1_024 * 1_024
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1_024.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1_048_576.0);
  }
}
