package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Tool;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads MCP tool definitions; what cannot be used is left out with its reason, never the rest. */
public final class ToolReader {

  private ToolReader() {}

  /**
   * Reads the tools of one backend.
   *
   * @param backend whose they are
   * @param definitions the concatenated {@code tools} arrays of all pages
   */
  public static ToolsRead read(BackendId backend, List<JsonNode> definitions) {
    return new ToolsRead(List.of(), List.of(new LeftOut(backend.value(), "" + definitions.size())));
  }

  /**
   * What was read.
   *
   * @param tools usable tools in the backend's order, no name twice
   * @param leftOut the others
   */
  public record ToolsRead(List<Tool> tools, List<LeftOut> leftOut) {}
}
