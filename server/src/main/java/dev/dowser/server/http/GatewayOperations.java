package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.gateway.Reindex;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.session.Sessions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations over one virtual server; the shapes are a contract with operators. */
public final class GatewayOperations implements Operations {
  /** First revision without a handshake; revisions are dates and compare as text. */
  private static final String FIRST_MODERN = "2026-07-28";

  private final String version;
  private final VirtualServer server;
  private final Sessions sessions;
  private final Reindex reindex;
  private final Gauges gauges;

  /**
   * Operations.
   *
   * @param version of this program
   * @param gauges what only the composition root knows where to read
   */
  public GatewayOperations(
      String version, VirtualServer server, Sessions sessions, Reindex reindex, Gauges gauges) {
    this.version = version;
    this.server = server;
    this.sessions = sessions;
    this.reindex = reindex;
    this.gauges = gauges;
  }

  /**
   * Where the present figures are read.
   *
   * @param finding whether finding answers
   * @param index state of the index
   * @param tokens of definitions, shown and saved
   * @param unchecked tools whose arguments are not or not wholly checked, and why
   * @param metrics in Prometheus' text format
   */
  public record Gauges(
      BooleanSupplier finding,
      Supplier<IndexStatus> index,
      Supplier<Tokens> tokens,
      Supplier<Map<ToolId, String>> unchecked,
      Supplier<String> metrics) {}

  /**
   * Tokens since the process started.
   *
   * @param shown that clients got to know tools by
   * @param saved that they would have got beyond that had all tools been listed to them; negative
   *     if finding cost more
   */
  public record Tokens(long shown, long saved) {}

  @Override
  public boolean isFinding() {
    return gauges.finding().getAsBoolean();
  }

  @Override
  public ObjectNode status() {
    var catalog = server.catalog();
    var status = Json.object().put("version", version).put("catalogVersion", catalog.version());
    var backends = status.putArray("backends");
    var unchecked = gauges.unchecked().get();
    for (var backend : server.statuses()) {
      var json = write(backend, backends.addObject());
      var leftOut = json.putArray("leftOut");
      write(backend.leftOut(), leftOut);
      write(faultsOf(backend.id(), catalog), leftOut);
      write(uncheckedOf(backend.id(), unchecked), leftOut);
      backend.lastError().ifPresent(error -> json.put("lastError", error));
    }
    var index = gauges.index().get();
    var stale = catalog.exposed().values().stream().filter(ExposedTool::stale).count();
    status
        .putObject("index")
        .put("tools", index.tools())
        .put("pendingVectors", index.pendingVectors())
        .put("space", index.space())
        .put("stale", stale);
    status.put("sessions", sessions.count());
    var tokens = gauges.tokens().get();
    status.putObject("tokens").put("shown", tokens.shown()).put("saved", tokens.saved());
    return status;
  }

  private static ObjectNode write(BackendStatus backend, ObjectNode json) {
    return json.put("name", backend.id().value())
        .put("state", backend.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("since", backend.since().toString())
        .put("transport", backend.transport())
        .put("generation", generation(backend.protocolVersion()))
        .put("tools", backend.tools());
  }

  private static List<LeftOut> faultsOf(BackendId backend, Catalog catalog) {
    return catalog.faults().stream()
        .filter(fault -> fault.tool().backend().equals(backend))
        .map(CatalogFault::leftOutOfBackend)
        .toList();
  }

  private static List<LeftOut> uncheckedOf(BackendId backend, Map<ToolId, String> unchecked) {
    return unchecked.entrySet().stream()
        .filter(entry -> entry.getKey().backend().equals(backend))
        .map(entry ->
            LeftOut.named(
                entry.getKey().name(), "its arguments are not wholly checked: " + entry.getValue()))
        .sorted(Comparator.comparing(LeftOut::name))
        .toList();
  }

  private static String generation(String revision) {
    if (revision.isEmpty()) {
      return "unknown";
    }
    return revision.compareTo(FIRST_MODERN) < 0 ? "legacy" : "modern";
  }

  private static void write(List<LeftOut> leftOut, ArrayNode json) {
    leftOut.forEach(
        entry -> json.addObject().put("name", entry.name()).put("reason", entry.reason()));
  }

  @Override
  public String metrics() {
    return gauges.metrics().get();
  }

  @Override
  public ObjectNode catalog() {
    var catalog = server.catalog();
    var json = Json.object().put("version", catalog.version());
    var tools = json.putArray("tools");
    catalog
        .exposed()
        .values()
        .forEach(
            tool -> write(tool, tools.addObject()).put("description", tool.tool().description()));
    write(catalog.leftOut(), json.putArray("leftOut"));
    return json;
  }

  private static ObjectNode write(ExposedTool tool, ObjectNode json) {
    return json.put("name", tool.name())
        .put("backend", tool.tool().id().backend().value())
        .put("tool", tool.tool().id().name())
        .put("stale", tool.stale());
  }

  @Override
  public ObjectNode find(FindWish wish) {
    Predicate<ExposedTool> isWanted =
        tool -> wish.server().isEmpty() || wish.server().get().equals(tool.tool().id().backend());
    var query = new ToolQuery(wish.needs(), isWanted, wish.limit());
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
  public boolean hasBackend(BackendId backend) {
    return server.backends().contains(backend);
  }

  @Override
  public Reindex.Report reindex(Optional<BackendId> backend, boolean full) {
    return reindex.run(backend, full);
  }
}
