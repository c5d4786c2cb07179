package dev.dowser.indexer.evaluation.sets;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.evaluation.sets.JsonLines.JsonKind;
import dev.dowser.indexer.evaluation.sets.JsonLines.Line;
import dev.dowser.indexer.snapshot.ToolReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the tools of a set ({@code {server, name, description, inputSchema}}) through the code that
 * reads real backends. All tools must be usable: one that is left out would count as not found.
 */
final class CatalogLines {
  private final JsonLines lines;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  private CatalogLines(JsonLines lines) {
    this.lines = lines;
  }

  /** The tools by {@code server/name}. */
  static Map<String, Tool> read(Path file) {
    var catalog = new CatalogLines(JsonLines.read(file));
    catalog.lines.lines().forEach(catalog::readLine);
    catalog.lines.faults().throwIfAny();
    return catalog.tools;
  }

  /** The catalog that a gateway would make of them. */
  static Catalog named(Path file, Map<String, Tool> tools) {
    var candidates =
        tools.values().stream()
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .map(tool -> new NamedCandidate(tool, false))
            .toList();
    var naming = new PrefixNaming(PrefixNaming.DEFAULT_FORMAT).name(candidates);
    var faults = new SetFaults(file);
    naming.leftOut().forEach(out -> faults.add("gives a tool no name of its own: " + text(out)));
    faults.throwIfAny();
    return new Catalog(1, List.of(), naming.exposed(), naming.faults());
  }

  private void readLine(Line line) {
    var server = lines.text(line, "server");
    var name = lines.text(line, "name");
    boolean fits = lines.absentOr(line, "description", JsonKind.TEXT);
    fits &= lines.absentOr(line, "inputSchema", JsonKind.OBJECT);
    if (server.isEmpty() || name.isEmpty() || !fits) {
      return;
    }
    var before = numbers.putIfAbsent(server.get() + "/" + name.get(), line.number());
    if (before != null) {
      lines
          .faults()
          .add(
              line.number(),
              "the server has the name %s twice, first in line %d"
                  .formatted(SetFaults.shown(name.get()), before));
      return;
    }
    readTool(new BackendId(server.get()), line);
  }

  private void readTool(BackendId server, Line line) {
    var read = ToolReader.read(server, List.of(definition(line.object())));
    read.leftOut()
        .forEach(
            out -> lines.faults().add(line.number(), "the tool cannot be used: " + out.reason()));
    read.tools().forEach(tool -> tools.put(tool.id().toString(), tool));
  }

  private static String text(LeftOut out) {
    return "%s: %s".formatted(SetFaults.shown(out.name()), out.reason());
  }

  /** What a backend would have sent: sets write null for a schema that is not known. */
  private static ObjectNode definition(ObjectNode line) {
    var definition = line.objectNode();
    definition.set("name", line.path("name"));
    if (line.path("description").isString()) {
      definition.set("description", line.path("description"));
    }
    if (line.path("inputSchema").isObject()) {
      definition.set("inputSchema", line.path("inputSchema"));
    } else {
      definition.putObject("inputSchema").put("type", "object");
    }
    return definition;
  }
}
