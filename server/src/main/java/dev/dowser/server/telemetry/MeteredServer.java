package dev.dowser.server.telemetry;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Counts and times what is found and called. Finds of operators are not counted. */
public final class MeteredServer implements VirtualServer {
  private final VirtualServer next;
  private final ServerTelemetry telemetry;
  private final LongSupplier ticker;

  /** Counts what this virtual server does for clients. */
  public MeteredServer(VirtualServer next, ServerTelemetry telemetry) {
    this(next, telemetry, System::nanoTime);
  }

  MeteredServer(VirtualServer next, ServerTelemetry telemetry, LongSupplier ticker) {
    this.next = next;
    this.telemetry = telemetry;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return next.name();
  }

  @Override
  public Catalog catalog() {
    return next.catalog();
  }

  @Override
  public List<BackendId> backends() {
    return next.backends();
  }

  @Override
  public List<BackendStatus> statuses() {
    return next.statuses();
  }

  @Override
  public RankedTools find(ToolQuery query) {
    long began = ticker.getAsLong();
    var ranked = next.find(query);
    telemetry.ranked(ranked, since(began));
    return ranked;
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return next.explain(query);
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    telemetry.called(caller, tool);
    long began = ticker.getAsLong();
    var how = "failed";
    try {
      var outcome = next.call(tool, arguments, meta, caller);
      how = label(outcome);
      return outcome;
    } finally {
      telemetry.ended(tool, how, since(began));
    }
  }

  private static String label(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered(var result) ->
          result.path("isError").asBoolean(false) ? "tool_error" : "ok";
      case CallOutcome.Refused _ -> "refused";
      case CallOutcome.Unavailable _ -> "unavailable";
      case CallOutcome.DeadlinePassed _ -> "deadline_passed";
      case CallOutcome.Cancelled _ -> "cancelled";
    };
  }

  private Duration since(long began) {
    return Duration.ofNanos(ticker.getAsLong() - began);
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {
    next.onCatalogChange(listener);
  }
}
