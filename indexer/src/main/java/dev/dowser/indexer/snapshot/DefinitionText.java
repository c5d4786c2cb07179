package dev.dowser.indexer.snapshot;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compact JSON text that every client can be sent. */
final class DefinitionText {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final char REPLACEMENT = '\uFFFD';

  private DefinitionText() {}

  /**
   * The tree as text. Halves of surrogate pairs, as a careless cut of an emoji leaves them, cannot
   * be written as UTF-8 and become U+FFFD.
   */
  static String of(JsonNode tree) {
    return whole(MAPPER.writeValueAsString(tree));
  }

  /** The text with U+FFFD for halves of surrogate pairs. */
  static String whole(String text) {
    return isUnicode(text) ? text : withoutHalves(text);
  }

  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** At most so many characters, never ending in half a pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(0, isPair(text, length - 1) ? length - 1 : length);
  }

  private static String withoutHalves(String text) {
    var whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        whole.append(c).append(text.charAt(++i));
      } else {
        whole.append(Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return whole.toString();
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
