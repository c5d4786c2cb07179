package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.CallOutcome.Cancelled;
import dev.dowser.server.backend.CallOutcome.DeadlinePassed;
import dev.dowser.server.backend.CallOutcome.Refused;
import dev.dowser.server.backend.CallOutcome.Unavailable;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.metatools.result.ResultLimit;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.telemetry.ToolEvents;
import dev.dowser.server.telemetry.ToolEvents.Rejection;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Checks the arguments of a known tool, runs it, and notes repairs in the result. Thread-safe. */
final class Calls {
  private static final String REPAIRED = "dev.dowser/repaired";

  private final VirtualServer server;
  private final ArgumentCheck check;
  private final ToolEvents events;
  private final ResultLimit limit;

  Calls(VirtualServer server, ArgumentCheck check, ToolEvents events, ResultLimit limit) {
    this.server = server;
    this.check = check;
    this.events = events;
    this.limit = limit;
  }

  /**
   * A call whose tool is known.
   *
   * @param tool which
   * @param arguments as decoded
   * @param meta the client's {@code _meta}
   * @param repairs how the request was read so far
   * @param whole whether the result is to come however long it is
   */
  record Call(
      ExposedTool tool,
      ObjectNode arguments,
      ObjectNode meta,
      List<String> repairs,
      boolean whole) {}

  CallOutcome run(Call call, Caller caller) {
    return switch (check.check(call.tool(), call.arguments())) {
      case ArgumentCheck.Faulty(var text) -> {
        var result = error(text, call.repairs());
        events.rejected(Rejection.ARGUMENTS, ToolResult.tokens(result));
        yield new Answered(result);
      }
      case ArgumentCheck.Fits(var arguments, var coerced) -> {
        var repairs = new ArrayList<>(call.repairs());
        repairs.addAll(coerced);
        var outcome = server.call(call.tool(), arguments, call.meta(), caller);
        var readable = readable(outcome, call.tool(), repairs);
        yield call.whole() ? readable : limit.fit(readable, caller);
      }
    };
  }

  private static CallOutcome readable(CallOutcome outcome, ExposedTool tool, List<String> repairs) {
    var backend = PlainText.line(tool.tool().id().backend().value());
    return switch (outcome) {
      case Answered(var result) ->
          repairs.isEmpty() || !(result instanceof ObjectNode object)
              ? outcome
              : new Answered(noted(object, repairs));
      case Unavailable(var reason, var mayHaveRun) ->
          new Answered(error(unavailable(backend, reason, mayHaveRun), repairs));
      case DeadlinePassed(var waited) ->
          new Answered(
              error(
                  "No answer from %s within %s s. The tool may have run: check before you retry."
                      .formatted(backend, seconds(waited.toMillis())),
                  repairs));
      case Refused _, Cancelled _ -> outcome;
    };
  }

  private static String unavailable(String backend, String reason, boolean mayHaveRun) {
    return "%s is not available: %s. %s"
        .formatted(
            backend,
            PlainText.cut(PlainText.line(reason), 300),
            mayHaveRun
                ? "The tool may have run: check before you retry."
                : "The tool did not run: retry later or use another one.");
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
  }

  /** An error of ours; a model that reads only the text learns of the repairs there. */
  static ObjectNode error(String text, List<String> repairs) {
    return repairs.isEmpty()
        ? ToolResult.error(text)
        : noted(ToolResult.error(text + "\nRead as: " + String.join("; ", repairs)), repairs);
  }

  /** A copy with the repairs in {@code _meta}; the backend's tree is not written to. */
  static ObjectNode noted(ObjectNode result, List<String> repairs) {
    var copy = Json.object();
    copy.setAll(result);
    var meta = Json.object();
    if (result.path("_meta") instanceof ObjectNode present) {
      meta.setAll(present);
    }
    var list = meta.putArray(REPAIRED);
    repairs.forEach(list::add);
    return copy.set("_meta", meta);
  }
}
