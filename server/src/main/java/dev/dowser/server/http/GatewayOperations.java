package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.gateway.Reindex;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations over virtual servers; the shapes are a contract with operators. */
public final class GatewayOperations implements Operations {
  private static final String IDEMPOTENT = "idempotentHint";

  private final RunningProgram program;
  private final List<OperatedServer> servers;
  private final Reindex reindex;
  private final Supplier<String> metrics;

  /**
   * Operations.
   *
   * @param program whose operations they are
   * @param servers all virtual servers, the main one first
   * @param metrics in Prometheus' text format
   */
  public GatewayOperations(
      RunningProgram program,
      List<OperatedServer> servers,
      Reindex reindex,
      Supplier<String> metrics) {
    this.program = program;
    this.servers = List.copyOf(servers);
    this.reindex = reindex;
    this.metrics = metrics;
  }

  @Override
  public boolean isFinding() {
    return servers.stream().allMatch(server -> server.gauges().finding().getAsBoolean());
  }

  @Override
  public ObjectNode status() {
    return StatusJson.of(program, servers);
  }

  @Override
  public String metrics() {
    return metrics.get();
  }

  @Override
  public ObjectNode catalog(Optional<String> virtualServer) {
    var catalog = server(virtualServer).catalog();
    var json = Json.object().put("version", catalog.version());
    var tools = json.putArray("tools");
    catalog
        .exposed()
        .values()
        .forEach(tool ->
            write(tool, tools.addObject())
                .put("description", tool.tool().description())
                .put("repeatable", isRepeatable(tool.tool())));
    StatusJson.write(catalog.leftOut(), json.putArray("leftOut"));
    return json;
  }

  private static ObjectNode write(ExposedTool tool, ObjectNode json) {
    return json.put("name", tool.name())
        .put("backend", tool.tool().id().backend().value())
        .put("tool", tool.tool().id().name())
        .put("stale", tool.stale());
  }

  /** Whether the tool says that a second call does no harm. */
  private static boolean isRepeatable(Tool tool) {
    return tool.readOnly()
        || (tool.definition().contains(IDEMPOTENT)
            && Json.parse(tool.definition()).path("annotations").path(IDEMPOTENT).asBoolean(false));
  }

  @Override
  public ObjectNode find(FindWish wish) {
    Predicate<ExposedTool> isWanted =
        tool -> wish.server().isEmpty() || wish.server().get().equals(tool.tool().id().backend());
    var query = new ToolQuery(wish.needs(), isWanted, wish.limit());
    var server = server(wish.virtualServer());
    return wish.explain()
        ? explained(server.explain(query), wish.needs())
        : plain(server.find(query), wish.needs());
  }

  /** Several needs are told as texts, as structured answers of find_tool do. */
  private static ObjectNode plain(RankedTools ranked, List<String> asked) {
    var json = found(ranked, asked, (_, _) -> {});
    var needs = needs(ranked, asked);
    if (needs.size() > 1) {
      needs.forEach(json.putArray("needs")::add);
    }
    return json;
  }

  private static ObjectNode explained(Explanation explanation, List<String> asked) {
    var json = found(explanation.ranked(), asked, (hit, one) -> explain(explanation, hit, one));
    var texts = needs(explanation.ranked(), asked);
    var needs = json.putArray("needs");
    explanation
        .needs()
        .forEach(need -> ExplanationJson.write(need, texts.get(need.need()), needs.addObject()));
    return json;
  }

  /** The needs that hits are numbered by. */
  private static List<String> needs(RankedTools ranked, List<String> asked) {
    return ranked.parts().isEmpty() ? asked : ranked.parts();
  }

  private static ObjectNode found(
      RankedTools ranked, List<String> asked, BiConsumer<Hit, ObjectNode> more) {
    boolean several = needs(ranked, asked).size() > 1;
    var json = Json.object().put("mode", ranked.mode().name().toLowerCase(Locale.ROOT));
    write(ranked.hits(), several, more, json.putArray("hits"));
    if (!ranked.closest().isEmpty()) {
      write(ranked.closest(), several, more, json.putArray("closest"));
    }
    return json.put("more", ranked.more());
  }

  private static void write(
      List<Hit> hits, boolean several, BiConsumer<Hit, ObjectNode> more, ArrayNode json) {
    for (var hit : hits) {
      var one = write(hit.tool(), json.addObject()).put("score", hit.score());
      if (several) {
        one.put("need", hit.need());
      }
      if (!hit.copies().isEmpty()) {
        var copies = one.putArray("copies");
        hit.copies().forEach(copy -> write(copy, copies.addObject()));
      }
      more.accept(hit, one);
    }
  }

  private static void explain(Explanation explanation, Hit hit, ObjectNode json) {
    explanation.needs().stream()
        .filter(need -> need.need() == hit.need())
        .flatMap(need -> need.hits().stream())
        .filter(explained -> explained.hit().tool().equals(hit.tool()))
        .forEach(explained -> ExplanationJson.write(explained, json.putObject("reason")));
  }

  @Override
  public List<String> virtualServers() {
    return servers.stream().map(OperatedServer::name).toList();
  }

  @Override
  public boolean hasBackend(Optional<String> virtualServer, BackendId backend) {
    return servers.stream()
        .filter(server -> virtualServer.map(server.name()::equals).orElse(true))
        .anyMatch(server -> server.server().backends().contains(backend));
  }

  @Override
  public Reindex.Report reindex(Reindex.Wish wish) {
    return reindex.run(wish);
  }

  /** The named one, or the main one. */
  private VirtualServer server(Optional<String> name) {
    return servers.stream()
        .filter(server -> name.map(server.name()::equals).orElse(true))
        .findFirst()
        .map(OperatedServer::server)
        .orElseThrow(() -> new IllegalStateException("asked for an unknown virtual server"));
  }
}
