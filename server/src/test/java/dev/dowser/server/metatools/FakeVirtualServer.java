package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A virtual server in memory that ranks by shared words and remembers what was called. */
final class FakeVirtualServer implements VirtualServer {
  record Called(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {}

  final List<Called> calls = new CopyOnWriteArrayList<>();
  final List<BackendId> backends = new ArrayList<>();
  final Map<BackendId, ServerCard> cards = new HashMap<>();
  final Map<BackendId, BackendStatus.State> states = new LinkedHashMap<>();
  final List<Consumer<Catalog>> listeners = new ArrayList<>();

  /** Needs that nothing suits. */
  final List<String> refused = new ArrayList<>();

  /** How often something was searched for. */
  int searches;

  /** What is found whatever is asked for, if anything. */
  Optional<RankedTools> fixed = Optional.empty();

  RankedTools.Mode mode = RankedTools.Mode.HYBRID;
  CallOutcome outcome = new CallOutcome.Answered(ToolResult.text("done"));
  private final List<ExposedTool> tools = new ArrayList<>();
  private Catalog catalog = Catalog.empty();

  FakeVirtualServer backend(String name, String title, String instructions) {
    var id = new BackendId(name);
    backends.add(id);
    cards.put(id, new ServerCard(name, title, instructions));
    states.put(id, BackendStatus.State.READY);
    return this;
  }

  FakeVirtualServer tool(String backend, String own, String description, String inputSchema) {
    return tool(backend, backend + "_" + own, own, description, inputSchema);
  }

  FakeVirtualServer tool(
      String backend, String exposed, String own, String description, String inputSchema) {
    var id = new BackendId(backend);
    if (!backends.contains(id)) {
      backend(backend, "", "");
    }
    var definition = Json.object().put("name", own).put("description", description);
    definition.set("inputSchema", Json.parse(inputSchema));
    boolean readOnly = own.startsWith("get") || own.startsWith("list");
    var tool =
        new Tool(new ToolId(id, own), "", description, List.of(), readOnly, Json.text(definition));
    tools.removeIf(other -> other.tool().id().equals(tool.id()) || other.name().equals(exposed));
    tools.add(new ExposedTool(exposed, tool, false));
    return publish(backends);
  }

  FakeVirtualServer publish(List<BackendId> known) {
    var snapshots =
        known.stream()
            .map(id ->
                new BackendSnapshot(
                    id, cards.getOrDefault(id, ServerCard.UNKNOWN), toolsOf(id), List.of(), false))
            .toList();
    var visible =
        tools.stream().filter(tool -> known.contains(tool.tool().id().backend())).toList();
    catalog = new Catalog(catalog.version() + 1, snapshots, visible, List.of());
    listeners.forEach(listener -> listener.accept(catalog));
    return this;
  }

  private List<Tool> toolsOf(BackendId id) {
    return tools.stream().map(ExposedTool::tool).filter(t -> t.id().backend().equals(id)).toList();
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
    return List.copyOf(backends);
  }

  @Override
  public List<BackendStatus> statuses() {
    return backends.stream()
        .map(id ->
            new BackendStatus(
                id,
                states.getOrDefault(id, BackendStatus.State.READY),
                Instant.EPOCH,
                "stdio",
                "",
                0,
                List.of(),
                Optional.empty()))
        .toList();
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return new Explanation(find(query), List.of());
  }

  @Override
  public RankedTools find(ToolQuery query) {
    searches++;
    return fixed.orElseGet(() -> ranked(query));
  }

  private RankedTools ranked(ToolQuery query) {
    var all = new ArrayList<Hit>();
    for (int need = 0; need < query.needs().size(); need++) {
      int index = need;
      var words = List.of(query.needs().get(need).toLowerCase(Locale.ROOT).split("\\W+"));
      catalog.exposed().values().stream()
          .filter(query.candidates())
          .map(tool -> new Hit(tool, index, score(tool, words), new Hit.Reason(0, 0)))
          .filter(hit -> hit.score() > 0)
          .forEach(all::add);
    }
    all.sort(Comparator.comparingDouble(Hit::score).reversed());
    var closest =
        all.stream().filter(hit -> refused.contains(query.needs().get(hit.need()))).toList();
    all.removeAll(closest);
    var seen = new ArrayList<ExposedTool>();
    var hits =
        all.stream().filter(hit -> !seen.contains(hit.tool()) && seen.add(hit.tool())).toList();
    var first = hits.stream().limit(query.limit()).toList();
    return new RankedTools(
        first, hits.size() - first.size(), mode, closest.stream().limit(1).toList());
  }

  private static double score(ExposedTool tool, List<String> words) {
    var text = (tool.name() + " " + tool.tool().description()).toLowerCase(Locale.ROOT);
    return words.stream().filter(word -> !word.isEmpty() && text.contains(word)).count()
        / (double) words.size();
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    calls.add(new Called(tool, arguments, meta, caller));
    return outcome;
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {
    listeners.add(listener);
  }
}
