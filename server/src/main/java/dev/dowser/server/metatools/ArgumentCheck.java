package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.metatools.signature.SignatureForms;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import dev.dowser.server.schema.InputSchema;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks arguments against a tool's input schema before its backend sees them. Schemas are compiled
 * at a tool's first call. Thread-safe.
 */
final class ArgumentCheck {
  private static final int LARGE_SCHEMA_TOKENS = 1_000;

  private final ToolMemo<CompiledSchema> schemas =
      new ToolMemo<>(tool -> new CompiledSchema(InputSchema.of(tool)));

  /** By exposed name, because the variants of one tool have schemas of their own. */
  private final Map<String, Unchecked> unchecked = new ConcurrentHashMap<>();

  private record Unchecked(ToolId tool, String reason) {}

  /** How a check ended. */
  sealed interface Checked {}

  /**
   * They fit.
   *
   * @param arguments as they are to be sent
   * @param repairs which strings were read as something else
   */
  record Fits(ObjectNode arguments, List<String> repairs) implements Checked {}

  /** They do not; the text lists each fault and ends with the tool's schema or signature. */
  record Faulty(String text) implements Checked {}

  Checked check(ExposedTool tool, ObjectNode arguments) {
    var schema = schemas.get(tool);
    var faults = schema.faults(arguments);
    note(tool, schema);
    if (faults.isEmpty()) {
      return new Fits(arguments, List.of());
    }
    var coerced = faults.coerced(arguments);
    if (coerced.isPresent() && schema.faults(coerced.get().arguments()).isEmpty()) {
      return new Fits(coerced.get().arguments(), coerced.get().repairs());
    }
    var inputSchema = InputSchema.of(tool);
    return new Faulty(
        "Arguments do not fit "
            + tool.name()
            + ":\n"
            + faults.text(inputSchema)
            + "\n"
            + expected(tool));
  }

  private static String expected(ExposedTool tool) {
    var inputSchema = InputSchema.of(tool);
    var schema = Literal.visible(Json.text(inputSchema));
    // No o200k_base token has more than 128 bytes, so a very long text need not be counted.
    return schema.length() < 128 * LARGE_SCHEMA_TOKENS
            && TokenCount.exact(schema) <= LARGE_SCHEMA_TOKENS
        ? "Schema: " + schema
        : "Signature: " + SignatureForms.of(tool.name(), inputSchema).complete();
  }

  private void note(ExposedTool tool, CompiledSchema schema) {
    var reasons = schema.unchecked();
    if (!reasons.isEmpty() || unchecked.containsKey(tool.name())) {
      if (reasons.isEmpty()) {
        unchecked.remove(tool.name());
      } else {
        unchecked.put(tool.name(), new Unchecked(tool.tool().id(), String.join("; ", reasons)));
      }
    }
  }

  /** Tools called so far whose schema is not or not wholly checked, and why. */
  Map<ToolId, String> unchecked() {
    return unchecked.values().stream()
        .collect(
            Collectors.groupingBy(
                Unchecked::tool,
                Collectors.mapping(
                    Unchecked::reason,
                    Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), each -> String.join("; ", each)))));
  }

  void retain(Catalog catalog) {
    schemas.retain(catalog);
    unchecked
        .entrySet()
        .removeIf(noted ->
            catalog
                .find(noted.getKey())
                .filter(tool -> tool.tool().id().equals(noted.getValue().tool()))
                .isEmpty());
  }
}
