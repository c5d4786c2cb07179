package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One MCP endpoint's worth of tools: catalog, search and routes. Thread-safe. */
public interface VirtualServer {

  /** {@code name} of the configuration. */
  String name();

  /** The present catalog; an immutable value. */
  Catalog catalog();

  /** Backends of this virtual server in configuration order. */
  List<BackendId> backends();

  /** State of each backend of this virtual server. */
  List<BackendStatus> statuses();

  /** Ranks tools of the present catalog. */
  RankedTools find(ToolQuery query);

  /** Ranks the same and tells why, for operators. */
  Explanation explain(ToolQuery query);

  /**
   * Calls a tool by its route.
   *
   * @param tool of the present or an earlier catalog
   * @param arguments as clients see them; the tool's adaptation is applied to them
   * @param meta {@code _meta} of the client's request, empty if it had none
   * @param caller who waits
   */
  CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller);

  /** Adds a listener that hears of every new catalog, on the thread that made it. */
  void onCatalogChange(Consumer<Catalog> listener);
}
