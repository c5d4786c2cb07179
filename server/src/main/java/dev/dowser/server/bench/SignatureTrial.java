package dev.dowser.server.bench;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.metatools.signature.SignatureForms;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import dev.dowser.server.schema.InputSchema;
import tools.jackson.databind.node.ObjectNode;

/** Calls a tool as a client would that has read nothing but its signature. */
final class SignatureTrial {

  private SignatureTrial() {}

  /** How a trial ended. */
  sealed interface Trial {}

  /** From each form of the signature a call was built that fits the schema. */
  record Callable() implements Trial {}

  /**
   * A call does not fit.
   *
   * @param signature what was read
   * @param call what was built from it as JSON, empty if nothing could be built
   * @param reason why not
   */
  record Unfit(String signature, String call, String reason) implements Trial {}

  /** The schema cannot be checked, so every call is let through. */
  record Unchecked(String reason) implements Trial {}

  /** Reads the signature in each form that answers show and checks the calls as call_tool does. */
  static Trial of(ExposedTool tool) {
    var inputSchema = InputSchema.of(tool);
    var schema = new CompiledSchema(inputSchema);
    for (var text : SignatureForms.of(tool.name(), inputSchema).distinct()) {
      var trial = of(text, schema);
      if (!(trial instanceof Callable)) {
        return trial;
      }
    }
    return schema.unchecked().isEmpty()
        ? new Callable()
        : new Unchecked(String.join("; ", schema.unchecked()));
  }

  private static Trial of(String signature, CompiledSchema schema) {
    try {
      var call = SignatureReader.minimalCall(signature);
      var faults = schema.faults(call);
      return faults.isEmpty()
          ? new Callable()
          : new Unfit(signature, Json.text(call), faults.text(Json.object()));
    } catch (UnreadableSignature fault) {
      return new Unfit(signature, "", String.valueOf(fault.getMessage()));
    }
  }

  /** The least arguments that the signature asks for; none if it cannot be read. */
  static ObjectNode leastCall(ExposedTool tool) {
    var inputSchema = InputSchema.of(tool);
    try {
      return SignatureReader.minimalCall(SignatureForms.of(tool.name(), inputSchema).bare());
    } catch (UnreadableSignature _) {
      return Json.object();
    }
  }
}
