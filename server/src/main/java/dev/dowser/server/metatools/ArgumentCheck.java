package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks arguments against a tool's input schema before its backend sees them. Schemas are compiled
 * at a tool's first call. Thread-safe.
 */
final class ArgumentCheck {
  private static final int LARGE_SCHEMA_TOKENS = 1_000;

  private final ToolMemo<CompiledSchema> schemas =
      new ToolMemo<>(tool -> new CompiledSchema(ToolCard.inputSchema(tool)));
  private final Map<ToolId, String> unchecked = new ConcurrentHashMap<>();

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
    var coerced = Coercion.of(arguments, faults);
    if (coerced.isPresent() && schema.faults(coerced.get().arguments()).isEmpty()) {
      return new Fits(coerced.get().arguments(), coerced.get().repairs());
    }
    var inputSchema = ToolCard.inputSchema(tool);
    return new Faulty(
        "Arguments do not fit "
            + tool.name()
            + ":\n"
            + FaultText.of(faults, inputSchema)
            + "\n"
            + expected(tool));
  }

  private static String expected(ExposedTool tool) {
    var inputSchema = ToolCard.inputSchema(tool);
    var schema = Literal.visible(Json.text(inputSchema));
    // No o200k_base token has more than 128 bytes, so a very long text need not be counted.
    return schema.length() < 128 * LARGE_SCHEMA_TOKENS
            && TokenCount.exact(schema) <= LARGE_SCHEMA_TOKENS
        ? "Schema: " + schema
        : "Signature: " + Signature.of(tool.name(), inputSchema).text();
  }

  private void note(ExposedTool tool, CompiledSchema schema) {
    var reasons = schema.unchecked();
    if (!reasons.isEmpty() || unchecked.containsKey(tool.tool().id())) {
      if (reasons.isEmpty()) {
        unchecked.remove(tool.tool().id());
      } else {
        unchecked.put(tool.tool().id(), String.join("; ", reasons));
      }
    }
  }

  /** Tools called so far whose schema is not or not wholly checked, and why. */
  Map<ToolId, String> unchecked() {
    return Map.copyOf(unchecked);
  }

  void retain(Catalog catalog) {
    schemas.retain(catalog);
    unchecked.keySet().removeIf(id -> catalog.find(id).isEmpty());
  }
}
