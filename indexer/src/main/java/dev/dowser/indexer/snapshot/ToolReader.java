package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads MCP tool definitions; what cannot be used is left out with its reason, never the rest. A
 * definition whose optional fields break the schema of MCP loses these fields, because clients
 * refuse a whole list for one bad entry.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/server/tools">MCP:
 *     tools</a>
 */
public final class ToolReader {
  /** Longest own name; the names that clients see are shorter, naming sees to that. */
  public static final int MAX_NAME = 500;

  /** Longest definition in characters of compact JSON. */
  public static final int MAX_DEFINITION = 1_000_000;

  /** Most tools of one backend. */
  public static final int MAX_TOOLS = 20_000;

  private ToolReader() {}

  /**
   * Reads the tools of one backend.
   *
   * @param backend whose they are
   * @param definitions the concatenated {@code tools} arrays of all pages; not written to
   */
  public static ToolsRead read(BackendId backend, List<JsonNode> definitions) {
    var kind =
        new EntryReader.Kind<>(
            "", "tools", "name", MAX_NAME, MAX_DEFINITION, MAX_TOOLS, new Tools(backend));
    var read = EntryReader.read(kind, definitions);
    return new ToolsRead(read.entries(), read.leftOut());
  }

  /**
   * What was read.
   *
   * @param tools usable tools in the backend's order, no name twice
   * @param leftOut the others; at most about 100, then their number
   */
  public record ToolsRead(List<Tool> tools, List<LeftOut> leftOut) {

    /** Copies the lists. */
    public ToolsRead {
      tools = List.copyOf(tools);
      leftOut = List.copyOf(leftOut);
    }
  }

  private record Tools(BackendId backend) implements EntryReader.Maker<Tool> {

    @Override
    public Optional<String> fault(String name, ObjectNode raw) {
      return DefinitionRepair.schemaFault(raw.get("inputSchema"))
          .map(fault -> "inputSchema " + fault);
    }

    @Override
    public ObjectNode repaired(ObjectNode raw) {
      return DefinitionRepair.repaired(raw);
    }

    @Override
    public Tool make(String name, ObjectNode definition, String text) {
      var annotations = definition.path("annotations");
      var title = definition.path("title").asString("");
      return new Tool(
          new ToolId(backend, name),
          title.isEmpty() ? annotations.path("title").asString("") : title,
          definition.path("description").asString(""),
          ParameterReader.read(definition.path("inputSchema")),
          annotations.path("readOnlyHint").asBoolean(false),
          text);
    }
  }
}
