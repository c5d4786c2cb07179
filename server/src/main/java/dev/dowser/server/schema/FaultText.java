package dev.dowser.server.schema;

import com.networknt.schema.Error;
import dev.dowser.server.text.EditDistance;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says of each fault where it is, what was expected and what came. */
final class FaultText {
  private static final int MOST = 12;
  private static final int WIDTH = 300;

  private FaultText() {}

  /** One line each, at most {@value #MOST}. */
  static String of(List<Error> faults, JsonNode inputSchema) {
    var known =
        inputSchema.path("properties").properties().stream()
            .map(property -> property.getKey())
            .collect(Collectors.toUnmodifiableSet());
    var lines =
        faults.stream()
            .map(fault -> "- " + PlainText.cut(PlainText.line(line(fault, known)), WIDTH))
            .distinct()
            .toList();
    var shown = lines.stream().limit(MOST).collect(Collectors.joining("\n"));
    return lines.size() > MOST ? shown + "\n- and " + (lines.size() - MOST) + " more" : shown;
  }

  private static String line(Error fault, Set<String> known) {
    var path = fault.getInstanceLocation().toString();
    var property = Optional.ofNullable(fault.getProperty());
    return switch (Optional.ofNullable(fault.getKeyword()).orElse("")) {
      case "required" -> path + "/" + property.orElse("?") + ": required, but missing";
      case "additionalProperties", "unevaluatedProperties" ->
          path
              + "/"
              + property.orElse("?")
              + ": unknown parameter"
              + nearest(path, property, known);
      case "type" -> path(path) + ": expected " + expected(fault) + ", got " + got(fault);
      case "enum", "const" ->
          path(path) + ": expected " + choices(fault.getSchemaNode()) + ", got " + got(fault);
      default -> path(path) + ": " + fault.getMessage() + ", got " + got(fault);
    };
  }

  private static String path(String path) {
    return path.isEmpty() ? "/" : path;
  }

  private static String nearest(String path, Optional<String> property, Set<String> known) {
    if (!path.isEmpty() || property.isEmpty() || property.get().length() > 100) {
      return "";
    }
    return known.stream()
        .min(
            Comparator.comparingInt((String k) -> EditDistance.of(k, property.get()))
                .thenComparing(k -> k))
        .map(near -> "; nearest is " + near)
        .orElse("");
  }

  private static String expected(Error fault) {
    var schema = fault.getSchemaNode();
    if (schema == null) {
      return "another type";
    }
    return schema.isArray()
        ? schema.valueStream().map(type -> type.asString("")).collect(Collectors.joining(" or "))
        : schema.asString("another type");
  }

  private static String choices(@Nullable JsonNode values) {
    if (values == null) {
      return "another value";
    }
    return values.isArray()
        ? values.valueStream().limit(20).map(Literal::text).collect(Collectors.joining("|"))
        : Literal.text(values);
  }

  private static String got(Error fault) {
    return fault.getInstanceNode() == null ? "nothing" : Literal.brief(fault.getInstanceNode());
  }
}
