package dev.dowser.server.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Limits under which a value may be given to the validator at all. */
final class Bounds {
  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 200_000;
  // Arithmetic on BigDecimal 1e999999999 fills the memory.
  private static final int MOST_EXPONENT = 1_000;

  private int nodes;

  private Bounds() {}

  /** Why the value is beyond the limits, if it is. */
  static Optional<String> exceeded(JsonNode value) {
    return Optional.ofNullable(new Bounds().fault(value, 0));
  }

  private @Nullable String fault(JsonNode value, int depth) {
    if (depth > DEEPEST) {
      return "nested deeper than " + DEEPEST;
    }
    if (++nodes > MOST_NODES) {
      return "more than " + MOST_NODES + " values";
    }
    if (value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MOST_EXPONENT) {
      return "a number with an exponent over " + MOST_EXPONENT;
    }
    for (var child : value) {
      var fault = fault(child, depth + 1);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }
}
