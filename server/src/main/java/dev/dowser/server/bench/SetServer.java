package dev.dowser.server.bench;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a set as a virtual server; every call that reaches a backend gives nothing. */
final class SetServer implements VirtualServer {
  private final Catalog catalog;
  private final ToolIndex index;

  SetServer(Catalog tools, ToolIndex index) {
    var exposed = List.copyOf(tools.exposed().values());
    this.catalog = new Catalog(tools.version(), snapshots(exposed), exposed, tools.faults());
    this.index = index;
  }

  private static List<BackendSnapshot> snapshots(List<ExposedTool> exposed) {
    Map<BackendId, List<Tool>> tools =
        exposed.stream()
            .map(ExposedTool::tool)
            .collect(
                Collectors.groupingBy(
                    tool -> tool.id().backend(), LinkedHashMap::new, Collectors.toList()));
    return tools.entrySet().stream()
        .map(one ->
            new BackendSnapshot(one.getKey(), ServerCard.UNKNOWN, one.getValue(), List.of(), false))
        .toList();
  }

  @Override
  public String name() {
    return "dowser";
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public List<BackendId> backends() {
    return List.copyOf(catalog.backends().keySet());
  }

  @Override
  public List<BackendStatus> statuses() {
    return List.of();
  }

  @Override
  public RankedTools find(ToolQuery query) {
    return index.search(query);
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return index.explain(query);
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    var result = Json.object();
    result.putArray("content");
    return new CallOutcome.Answered(result);
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {
    // the catalog never changes
  }
}
