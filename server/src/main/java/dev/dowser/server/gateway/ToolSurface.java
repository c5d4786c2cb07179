package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.GatewayException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the clients of a virtual server see as tools: the two meta-tools, or the catalog itself. */
public interface ToolSurface {

  /** Definitions for {@code tools/list}, in stable order. The trees are not written to. */
  List<ObjectNode> definitions();

  /** Hears that a client got the definitions. */
  default void listed(Caller caller) {}

  /** {@code instructions} for the initialize result, within the overview's token budget. */
  String instructions();

  /**
   * Runs {@code tools/call}.
   *
   * @param params {@code name}, {@code arguments}, {@code _meta} as the client sent them
   * @param caller who waits
   * @throws GatewayException {@code BAD_PARAMETERS} for a call without a name or to an unknown one
   */
  CallOutcome call(ObjectNode params, Caller caller);

  /** Whether this tool of the catalog stands in the list itself, as far as it is there. */
  boolean lists(ExposedTool tool);

  /** Tools called so far whose arguments are not or not wholly checked, and why. */
  default Map<ToolId, String> unchecked() {
    return Map.of();
  }

  /** Whether the listed tools change with the catalog, so that clients want to be told. */
  boolean followsCatalog();
}
