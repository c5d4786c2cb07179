package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls a tool as a client would that has read nothing but its signature. */
public final class SignatureTrial {

  private SignatureTrial() {}

  /** How a trial ended. */
  public sealed interface Trial {}

  /** From each form of the signature a call was built that fits the schema. */
  public record Callable() implements Trial {}

  /**
   * A call does not fit.
   *
   * @param signature what was read
   * @param call what was built from it as JSON, empty if nothing could be built
   * @param reason why not
   */
  public record Unfit(String signature, String call, String reason) implements Trial {}

  /** The schema cannot be checked, so every call is let through. */
  public record Unchecked(String reason) implements Trial {}

  /** Reads the signature in each form that answers show and checks the calls as call_tool does. */
  public static Trial of(ExposedTool tool) {
    var inputSchema = ToolCard.inputSchema(tool);
    var schema = new CompiledSchema(inputSchema);
    for (var text : forms(tool.name(), inputSchema)) {
      var trial = of(text, schema);
      if (!(trial instanceof Callable)) {
        return trial;
      }
    }
    return schema.unchecked().isEmpty()
        ? new Callable()
        : new Unchecked(String.join("; ", ArgumentCheck.readable(schema.unchecked())));
  }

  private static Set<String> forms(String name, JsonNode inputSchema) {
    var full = Signature.of(name, inputSchema);
    var terse = Signature.terse(name, inputSchema);
    return new LinkedHashSet<>(
        List.of(
            terse.bare(),
            terse.text(ToolCard.BRIEF_OPTIONAL),
            full.text(ToolCard.FULL_OPTIONAL),
            full.text()));
  }

  private static Trial of(String signature, CompiledSchema schema) {
    try {
      var call = SignatureReader.minimalCall(signature);
      var faults = schema.faults(call);
      return faults.isEmpty()
          ? new Callable()
          : new Unfit(signature, Json.text(call), FaultText.of(faults, Json.object()));
    } catch (UnreadableSignature fault) {
      return new Unfit(signature, "", String.valueOf(fault.getMessage()));
    }
  }

  /** The least arguments that the signature asks for; none if it cannot be read. */
  public static ObjectNode leastCall(ExposedTool tool) {
    var inputSchema = ToolCard.inputSchema(tool);
    try {
      return SignatureReader.minimalCall(Signature.terse(tool.name(), inputSchema).bare());
    } catch (UnreadableSignature _) {
      return Json.object();
    }
  }
}
