package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
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

  private static final int MAX_REPORTED = 100;

  private final BackendId backend;
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private int unreported;

  private ToolReader(BackendId backend) {
    this.backend = backend;
  }

  /**
   * Reads the tools of one backend.
   *
   * @param backend whose they are
   * @param definitions the concatenated {@code tools} arrays of all pages; not written to
   */
  public static ToolsRead read(BackendId backend, List<JsonNode> definitions) {
    var reader = new ToolReader(backend);
    for (int i = 0; i < definitions.size(); i++) {
      if (reader.tools.size() == MAX_TOOLS) {
        reader.leaveOutRest(definitions.size() - i);
        break;
      }
      reader.readEntry(definitions.get(i), i);
    }
    return reader.result();
  }

  private void readEntry(JsonNode entry, int index) {
    if (!(entry instanceof ObjectNode definition)) {
      leaveOut("", "entry " + index + " must be an object, got " + kind(entry));
      return;
    }
    var name = definition.path("name");
    var fault = nameFault(name, index);
    if (fault.isEmpty()) {
      readDefinition(name.asString(), definition);
    } else {
      leaveOut(name.isString() ? name.asString() : "", fault);
    }
  }

  private String nameFault(JsonNode node, int index) {
    if (!node.isString()) {
      return "name of entry " + index + " must be a string, got " + kind(node);
    }
    var name = node.asString();
    if (name.isBlank()) {
      return "name of entry " + index + " is blank";
    }
    if (name.length() > MAX_NAME) {
      return "name must have at most " + MAX_NAME + " characters, got " + name.length();
    }
    if (!DefinitionText.isUnicode(name)) {
      return "name has half a surrogate pair, which no message can carry";
    }
    return tools.containsKey(name) ? "the backend has this name twice; the first counts" : "";
  }

  private void readDefinition(String name, ObjectNode raw) {
    var schemaFault = DefinitionRepair.schemaFault(raw.get("inputSchema"));
    if (schemaFault.isPresent()) {
      leaveOut(name, "inputSchema " + schemaFault.get());
      return;
    }
    try {
      var text = DefinitionText.of(DefinitionRepair.repaired(raw));
      if (text.length() > MAX_DEFINITION) {
        leaveOut(
            name,
            "definition must have at most "
                + MAX_DEFINITION
                + " characters of JSON, got "
                + text.length());
        return;
      }
      tools.put(name, tool(name, (ObjectNode) DefinitionText.MAPPER.readTree(text), text));
    } catch (JacksonException e) {
      leaveOut(name, "definition cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  private Tool tool(String name, ObjectNode definition, String text) {
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

  private void leaveOut(String name, String reason) {
    if (leftOut.size() < MAX_REPORTED) {
      leftOut.add(new LeftOut(DefinitionText.cut(name, LeftOut.MAX_NAME), reason));
    } else {
      unreported++;
    }
  }

  private void leaveOutRest(int count) {
    leftOut.add(
        new LeftOut(
            "", "a backend may have " + MAX_TOOLS + " tools; " + count + " further are left out"));
  }

  private ToolsRead result() {
    if (unreported > 0) {
      leftOut.add(new LeftOut("", unreported + " further entries could not be used"));
    }
    return new ToolsRead(List.copyOf(tools.values()), leftOut);
  }

  static String kind(JsonNode node) {
    return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
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
}
