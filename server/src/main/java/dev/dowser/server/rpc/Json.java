package dev.dowser.server.rpc;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trees from and to bytes. Numbers keep their digits ({@link BigDecimal}), so that what passes
 * through arrives as it was sent. Nesting is limited to 500 levels; the length of a message is
 * limited where it is read. Thread-safe.
 */
public final class Json {
  private static final int MAX_DEPTH = 500;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Parses one JSON value; a {@link JacksonException} tells line and column of a fault. */
  public static JsonNode parse(byte[] utf8) {
    try {
      return MAPPER.readTree(utf8);
    } catch (NumberFormatException e) {
      throw outOfRange(e);
    }
  }

  /** Parses one JSON value; a {@link JacksonException} tells line and column of a fault. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (NumberFormatException e) {
      throw outOfRange(e);
    }
  }

  /** The parser lets exponents that no {@link BigDecimal} has escape as another exception. */
  private static JacksonException outOfRange(NumberFormatException cause) {
    return new StreamReadException(null, "a number's exponent is out of range", cause);
  }

  /** Compact UTF-8 without a line break. */
  public static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  /** Compact text without a line break. */
  public static String text(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
