package dev.dowser.server.bench;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Values that a model could think of for the types of a signature. */
final class Samples {
  private static final List<String> TEXTS =
      List.of(
          "x",
          "X",
          "1",
          "12",
          "123",
          "1234",
          "12345",
          "123456",
          "12345678",
          "1234567890",
          "ab",
          "abc",
          "AB",
          "ABC",
          "a1",
          "A1",
          "en-US",
          "a/b",
          "a.b",
          "a:b",
          "a-b",
          "a_b",
          "/a",
          "@a",
          "#a",
          "#a1b2c3",
          "0x1",
          "0xab",
          "2025-01-31",
          "2025-01",
          "2025",
          "12:30",
          "12:30:00",
          "2025-01-31T12:30:00Z",
          "2025-01-31 12:30:00",
          "20250131",
          "a@b.org",
          "https://example.org/a",
          "http://example.org",
          "example.org",
          "127.0.0.1",
          "a3bb189e-8bf9-3888-9912-ace4e654b2c1",
          "v1.0.0",
          "1.0.0",
          "1h",
          "1d",
          "10m",
          "30s",
          "AS1",
          "CVE-2025-1234",
          "file.txt",
          "file.json",
          "file.png",
          "PROJ-1",
          "1d6",
          "0x" + "1a".repeat(20),
          "0x" + "1a".repeat(32),
          "B62q" + "m".repeat(51));

  private Samples() {}

  static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  /** One that differs from the first. */
  static JsonNode another(JsonNode text, int number) {
    return text(text.asString() + number);
  }

  /** A text of this length or more that the pattern accepts, if one comes to mind. */
  static JsonNode matching(String pattern, int least) {
    var schema = new CompiledSchema(Json.object().put("pattern", pattern));
    return text(
        TEXTS.stream()
            .filter(text -> text.length() >= least && schema.faults(text(text)).isEmpty())
            .findFirst()
            .orElse("x"));
  }

  static JsonNode ofFormat(String format) {
    return text(
        switch (format) {
          case "date" -> "2025-01-31";
          case "time" -> "12:30:00Z";
          case "duration" -> "PT1H";
          case "uuid" -> "a3bb189e-8bf9-3888-9912-ace4e654b2c1";
          default -> "2025-01-31T12:30:00Z";
        });
  }

  /** A number in a range such as {@code 0..1}, {@code >0..} or {@code ..<5}. */
  static JsonNode within(String range) {
    int dots = range.indexOf("..");
    var least = range.substring(0, dots);
    var most = range.substring(dots + 2);
    var sample =
        least.isEmpty()
            ? below(most)
            : above(least, most.isEmpty() ? new BigDecimal("1e18") : bound(most));
    return Json.parse(sample.toPlainString());
  }

  private static BigDecimal below(String most) {
    var bound = bound(most);
    if (bound.compareTo(BigDecimal.ONE) > 0) {
      return BigDecimal.ONE;
    }
    return most.startsWith("<") ? bound.subtract(BigDecimal.ONE) : bound;
  }

  private static BigDecimal above(String least, BigDecimal most) {
    var bound = bound(least);
    if (!least.startsWith(">")) {
      return bound;
    }
    var next = bound.add(BigDecimal.ONE);
    return next.compareTo(most) < 0
        ? next
        : bound.add(most).divide(BigDecimal.TWO, MathContext.DECIMAL32);
  }

  private static BigDecimal bound(String text) {
    return new BigDecimal(text.replaceFirst("^[<>]", ""));
  }
}
