package dev.dowser.server.metatools.result;

import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether the texts of a result say what its structured content says, as the specification advises
 * (https://modelcontextprotocol.io/specification/2025-11-25/server/tools#structured-content): it is
 * their JSON, or an object around what they say, such as {@code {"result": ...}} of the Python SDK
 * and {@code {"content": ...}} of the filesystem server.
 */
final class SaidTwice {
  private SaidTwice() {}

  static boolean isSaid(JsonNode structured, List<TextPart> texts) {
    return isAll(structured, texts)
        || (structured.size() == 1 && structured.valueStream().anyMatch(it -> isAll(it, texts)));
  }

  private static boolean isAll(JsonNode value, List<TextPart> texts) {
    return (texts.size() == 1 && isOne(value, texts.getFirst()))
        || (value.isArray() && !texts.isEmpty() && isEach(value, texts));
  }

  private static boolean isEach(JsonNode values, List<TextPart> texts) {
    return values.size() == texts.size()
        && IntStream.range(0, texts.size()).allMatch(i -> isOne(values.path(i), texts.get(i)));
  }

  private static boolean isOne(JsonNode value, TextPart part) {
    if (value.isMissingNode()) {
      return false;
    }
    if (value.isString()) {
      return value.asString().equals(part.text());
    }
    try {
      return Json.parse(part.text()).equals(value);
    } catch (JacksonException _) {
      return false;
    }
  }
}
