package dev.dowser.server.telemetry;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.ToolSurface;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts listings.
 *
 * @param next what clients see
 * @param events who counts
 */
public record MeteredSurface(ToolSurface next, ToolEvents events) implements ToolSurface {

  @Override
  public List<ObjectNode> definitions() {
    return next.definitions();
  }

  @Override
  public void listed(Caller caller) {
    next.listed(caller);
    events.listed(caller);
  }

  @Override
  public String instructions() {
    return next.instructions();
  }

  @Override
  public CallOutcome call(ObjectNode params, Caller caller) {
    return next.call(params, caller);
  }

  @Override
  public boolean lists(ExposedTool tool) {
    return next.lists(tool);
  }

  @Override
  public Map<ToolId, String> unchecked() {
    return next.unchecked();
  }

  @Override
  public boolean followsCatalog() {
    return next.followsCatalog();
  }
}
