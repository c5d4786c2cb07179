package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.MaterialFault;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.rpc.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /status}: at the top the backends, which all virtual servers share, and what concerns
 * the main virtual server; below what concerns each.
 */
final class StatusJson {
  /** First revision without a handshake; revisions are dates and compare as text. */
  private static final String FIRST_MODERN = "2026-07-28";

  private StatusJson() {}

  /**
   * The whole.
   *
   * @param servers the main one first
   */
  static ObjectNode of(RunningProgram program, List<OperatedServer> servers) {
    var main = servers.getFirst();
    var catalog = main.server().catalog();
    var status =
        Json.object()
            .put("version", program.version())
            .put("config", program.config())
            .put("dataDir", program.dataDir())
            .put("catalogVersion", catalog.version());
    var backends = status.putArray("backends");
    backends(servers).forEach(backend -> write(backend, main, backends.addObject()));
    figures(main, status);
    var all = status.putArray("virtualServers");
    servers.forEach(server -> write(server, all.addObject()));
    return status;
  }

  /** Those of the main one first, each once. */
  private static List<BackendStatus> backends(List<OperatedServer> servers) {
    var backends = new LinkedHashMap<BackendId, BackendStatus>();
    servers.stream()
        .flatMap(server -> server.server().statuses().stream())
        .forEach(status -> backends.putIfAbsent(status.id(), status));
    return List.copyOf(backends.values());
  }

  private static void write(BackendStatus backend, OperatedServer main, ObjectNode json) {
    write(backend, json);
    json.put("lostSubscriptions", main.gauges().lostSubscriptions().applyAsInt(backend.id()));
    var leftOut = json.putArray("leftOut");
    write(backend.leftOut(), leftOut);
    write(leftOutOf(backend.id(), main), leftOut);
    backend.lastError().ifPresent(error -> json.put("lastError", error));
  }

  private static void write(OperatedServer server, ObjectNode json) {
    var catalog = server.server().catalog();
    json.put("name", server.name())
        .put("path", server.path())
        .put("mode", server.mode())
        .put("catalogVersion", catalog.version())
        .put("tools", catalog.exposed().size());
    var backends = json.putArray("backends");
    for (var id : server.server().backends()) {
      var one = backends.addObject().put("name", id.value());
      write(leftOutOf(id, server), one.putArray("leftOut"));
    }
    var pinned = json.putArray("pinnedWithoutTool");
    server.gauges().pinnedWithoutTool().get().forEach(pinned::add);
    figures(server, json);
  }

  private static void figures(OperatedServer server, ObjectNode json) {
    var index = server.gauges().index().get();
    var exposed = server.server().catalog().exposed().values();
    var shown = json.putObject("index");
    shown
        .put("tools", index.tools())
        .put("pendingVectors", index.pendingVectors())
        .put("space", index.space())
        .put("stale", exposed.stream().filter(ExposedTool::stale).count())
        .put("catalogVersion", index.catalogVersion());
    write(index.model(), shown.putObject("model"));
    server.gauges().indexFault().get().ifPresent(fault -> shown.put("lastError", fault));
    json.put("sessions", server.gauges().sessions().getAsInt());
    var tokens = server.gauges().tokens().get();
    json.putObject("tokens").put("shown", tokens.shown()).put("saved", tokens.saved());
  }

  private static void write(EmbedderState model, ObjectNode json) {
    switch (model) {
      case EmbedderState.Ready(var embedder) ->
          json.put("state", "ready").put("name", embedder.space().model());
      case EmbedderState.Loading() -> json.put("state", "loading");
      case EmbedderState.Unavailable(var reason) ->
          json.put("state", "unavailable").put("reason", reason);
    }
  }

  /** What a virtual server leaves out of what the backend has. */
  private static List<LeftOut> leftOutOf(BackendId backend, OperatedServer server) {
    var faults =
        server.server().catalog().faults().stream()
            .filter(fault -> fault.tool().backend().equals(backend))
            .map(CatalogFault::leftOutOfBackend);
    var unchecked = uncheckedOf(backend, server.gauges().unchecked().get());
    var material =
        server.server().catalog().material().faults().stream()
            .filter(fault -> fault.backend().equals(backend))
            .map(MaterialFault::leftOutOfBackend);
    return Stream.of(faults, unchecked, material).flatMap(Function.identity()).toList();
  }

  private static Stream<LeftOut> uncheckedOf(BackendId backend, Map<ToolId, String> unchecked) {
    return unchecked.entrySet().stream()
        .filter(entry -> entry.getKey().backend().equals(backend))
        .map(entry ->
            LeftOut.named(
                entry.getKey().name(), "its arguments are not wholly checked: " + entry.getValue()))
        .sorted(Comparator.comparing(LeftOut::name));
  }

  private static void write(BackendStatus backend, ObjectNode json) {
    json.put("name", backend.id().value())
        .put("state", backend.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("since", backend.since().toString())
        .put("transport", backend.transport())
        .put("generation", generation(backend.protocolVersion()))
        .put("tools", backend.tools())
        .put("prompts", backend.counts().prompts())
        .put("resources", backend.counts().resources())
        .put("resourceTemplates", backend.counts().templates());
  }

  private static String generation(String revision) {
    if (revision.isEmpty()) {
      return "unknown";
    }
    return revision.compareTo(FIRST_MODERN) < 0 ? "legacy" : "modern";
  }

  static void write(List<LeftOut> leftOut, ArrayNode json) {
    leftOut.forEach(
        entry -> json.addObject().put("name", entry.name()).put("reason", entry.reason()));
  }
}
