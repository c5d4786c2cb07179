package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mode {@code all}: the catalog itself, each tool under its exposed name. */
public final class PassThroughSurface implements ToolSurface {
  private static final int MOST_INSTRUCTIONS = 500;

  private final VirtualServer server;
  private volatile Listing listing = new Listing(Catalog.empty(), List.of(), Map.of());

  /** Shows all of a virtual server. */
  public PassThroughSurface(VirtualServer server) {
    this.server = server;
  }

  /** What one catalog lists. */
  private record Listing(
      Catalog catalog, List<ObjectNode> definitions, Map<ExposedTool, ObjectNode> byTool) {}

  @Override
  public List<ObjectNode> definitions() {
    var present = server.catalog();
    var known = listing;
    if (known.catalog() != present) {
      known = next(present, known);
      listing = known;
    }
    return known.definitions();
  }

  /** Only what is new is parsed. */
  private static Listing next(Catalog catalog, Listing before) {
    var byTool = HashMap.<ExposedTool, ObjectNode>newHashMap(catalog.exposed().size());
    var definitions =
        catalog.exposed().values().stream()
            .map(tool -> {
              var known = before.byTool().get(tool);
              var definition = known == null ? definition(tool) : known;
              byTool.put(tool, definition);
              return definition;
            })
            .toList();
    return new Listing(catalog, definitions, byTool);
  }

  /** How a tool is listed. */
  public static ObjectNode definition(ExposedTool tool) {
    return ((ObjectNode) Json.parse(tool.tool().definition())).put("name", tool.name());
  }

  /** From the configuration alone, so that it stays while servers come and go. */
  @Override
  public String instructions() {
    var names = server.backends().stream().map(BackendId::value).collect(Collectors.joining(", "));
    var cut =
        names.length() > MOST_INSTRUCTIONS ? names.substring(0, MOST_INSTRUCTIONS) + " ..." : names;
    return "The tools of " + server.backends().size() + " servers: " + cut + ".";
  }

  @Override
  public CallOutcome call(ObjectNode params, Caller caller) {
    var name = params.path("name");
    if (!name.isString()) {
      throw refused("name must be a string, got " + kind(name));
    }
    var arguments = object(params, "arguments");
    var meta = object(params, "_meta");
    var tool = server.catalog().find(name.asString());
    return server.call(
        tool.orElseThrow(() -> refused(unknown(name.asString()))), arguments, meta, caller);
  }

  private static ObjectNode object(ObjectNode params, String field) {
    return switch (params.path(field)) {
      case ObjectNode object -> object;
      case JsonNode none when none.isMissingNode() || none.isNull() -> Json.object();
      case JsonNode other -> throw refused(field + " must be an object, got " + kind(other));
    };
  }

  private String unknown(String name) {
    var near = NearNames.of(name, server.catalog().exposed().keySet());
    return "Unknown tool "
        + Shown.quoted(name)
        + (near.isEmpty() ? "; tools/list has them all" : "; nearest: " + String.join(", ", near));
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static GatewayException refused(String message) {
    return new GatewayException(ErrorCode.BAD_PARAMETERS, message);
  }

  @Override
  public boolean lists(ExposedTool tool) {
    return true;
  }

  @Override
  public boolean followsCatalog() {
    return true;
  }
}
