package dev.dowser.server.metatools.signature;

import dev.dowser.server.text.Literal;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Limits of a schema that a usual value may miss, as short text behind a type. */
final class Limits {
  private static final BigDecimal USUAL = BigDecimal.ONE;

  /** From here on a bound says no more than how large the type is. */
  private static final BigDecimal HUGE = BigDecimal.valueOf(1L << 31);

  private static final int SHORT = 20;
  private static final int MOST_DIGITS = 12;

  private Limits() {}

  /** Such as {@code 0..1} or {@code 1900..}; empty if any number of usual size fits. */
  static String number(JsonNode schema) {
    var least = bound(schema, "minimum", "exclusiveMinimum", ">");
    var most = bound(schema, "maximum", "exclusiveMaximum", "<");
    boolean tells =
        (least.isPresent() && most.isPresent())
            || least.filter(bound -> bound.value().compareTo(USUAL) > 0).isPresent()
            || most.filter(bound -> bound.value().compareTo(USUAL) < 0).isPresent();
    return tells ? " " + text(least) + ".." + text(most) : "";
  }

  private static String text(Optional<Bound> bound) {
    return bound.map(Bound::text).orElse("");
  }

  private static Optional<Bound> bound(
      JsonNode schema, String inclusive, String exclusive, String sign) {
    return schema.path(exclusive).isNumber()
        ? bound(schema.path(exclusive), sign)
        : bound(schema.path(inclusive), "");
  }

  private static Optional<Bound> bound(JsonNode value, String sign) {
    if (!value.isNumber() || Literal.text(value).length() > MOST_DIGITS) {
      return Optional.empty();
    }
    var number = value.decimalValue();
    return number.abs().compareTo(HUGE) >= 0
        ? Optional.empty()
        : Optional.of(new Bound(number, sign + Literal.text(value)));
  }

  /** Such as <code>{10}</code> or <code>{2..}</code>; empty if one or a few characters may do. */
  static String length(JsonNode schema) {
    int least = count(schema, "minLength");
    int most = count(schema, "maxLength");
    return least > 1 || (most >= 0 && most <= SHORT) ? range(least, most) : "";
  }

  /** The same for a list; empty if one item may do. */
  static String items(JsonNode schema) {
    int least = count(schema, "minItems");
    return least > 1 ? range(least, count(schema, "maxItems")) : "";
  }

  private static String range(int least, int most) {
    if (least == most) {
      return "{" + least + "}";
    }
    return "{" + (least > 0 ? least : "") + ".." + (most >= 0 ? most : "") + "}";
  }

  private static int count(JsonNode schema, String keyword) {
    var value = schema.path(keyword);
    return value.canConvertToInt() && value.asInt() >= 0 ? value.asInt() : -1;
  }

  private record Bound(BigDecimal value, String text) {}
}
