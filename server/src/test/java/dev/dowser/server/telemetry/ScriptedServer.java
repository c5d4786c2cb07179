package dev.dowser.server.telemetry;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A server that answers as told, and lets time pass meanwhile. */
final class ScriptedServer implements VirtualServer {
  final AtomicLong ticker = new AtomicLong();
  RankedTools ranked = new RankedTools(List.of(), 0, Mode.HYBRID);
  CallOutcome outcome = new CallOutcome.Answered(Json.object());
  Duration took = Duration.ZERO;
  boolean broken;

  @Override
  public String name() {
    return "main";
  }

  @Override
  public Catalog catalog() {
    return Catalog.empty();
  }

  @Override
  public List<BackendId> backends() {
    return List.of(new BackendId("files"));
  }

  @Override
  public List<BackendStatus> statuses() {
    return List.of(
        new BackendStatus(
            new BackendId("files"),
            BackendStatus.State.READY,
            Instant.EPOCH,
            "stdio",
            "",
            2,
            List.of(),
            Optional.empty()));
  }

  @Override
  public RankedTools find(ToolQuery query) {
    ticker.addAndGet(took.toNanos());
    return ranked;
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return new Explanation(ranked, List.of());
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    ticker.addAndGet(took.toNanos());
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return outcome;
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {}
}
