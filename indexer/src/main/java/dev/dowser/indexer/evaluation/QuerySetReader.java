package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.QuerySet.LabelledQuery;
import dev.dowser.indexer.snapshot.ToolReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a folder with {@code catalog.jsonl} ({@code {server, name, description, inputSchema}}) and
 * one {@code queries*.jsonl} ({@code {id, query, relevant, also_ok, group}}, tools as {@code
 * server/name}), through the code that reads real backends. An empty {@code relevant} says that no
 * tool serves.
 */
final class QuerySetReader {
  private QuerySetReader() {}

  /**
   * Reads a set.
   *
   * @param path the folder, or one of several query files in it
   */
  static QuerySet read(Path path) {
    if (!Files.exists(path)) {
      throw new BadSetException("%s does not exist".formatted(path));
    }
    boolean folderGiven = Files.isDirectory(path);
    Path folder = folderGiven ? path : path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new BadSetException("%s is in no folder".formatted(path));
    }
    Path queries = folderGiven ? onlyQueries(folder) : path;
    var tools = tools(JsonLines.read(catalogFile(folder)));
    var read = queries(JsonLines.read(queries), tools);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return new QuerySet(folderGiven ? name : name + "/" + path.getFileName(), catalog(tools), read);
  }

  private static Path catalogFile(Path folder) {
    var plain = folder.resolve("catalog.jsonl");
    var packed = folder.resolve("catalog.jsonl.gz");
    if (!Files.exists(plain) && !Files.exists(packed)) {
      throw new BadSetException("%s does not exist".formatted(plain));
    }
    return Files.exists(plain) ? plain : packed;
  }

  private static Path onlyQueries(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "queries*.jsonl")) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      if (found.size() != 1) {
        throw new BadSetException(
            "%s: expected one queries*.jsonl, found %d; name one of them"
                .formatted(folder, found.size()));
      }
      return found.getFirst();
    } catch (IOException failed) {
      throw new BadSetException("%s cannot be read: %s".formatted(folder, failed), failed);
    }
  }

  private static Map<String, Tool> tools(JsonLines lines) {
    var definitions = new LinkedHashMap<String, List<JsonNode>>();
    var seen = new HashSet<String>();
    for (int i = 0; i < lines.objects().size(); i++) {
      String server = lines.text(i, "server");
      if (!seen.add(server + "/" + lines.text(i, "name"))) {
        throw new BadSetException("%s: the server has this name twice".formatted(lines.where(i)));
      }
      definitions
          .computeIfAbsent(server, any -> new ArrayList<>())
          .add(definition(lines.objects().get(i)));
    }
    var tools = new LinkedHashMap<String, Tool>();
    definitions.forEach((server, list) -> {
      var read = ToolReader.read(new BackendId(server), list);
      read.leftOut()
          .forEach(out -> {
            throw new BadSetException(
                "%s: tool %s/%s: %s".formatted(lines.file(), server, out.name(), out.reason()));
          });
      read.tools().forEach(tool -> tools.put(tool.id().toString(), tool));
    });
    return tools;
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

  private static Catalog catalog(Map<String, Tool> tools) {
    var candidates =
        tools.values().stream()
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .map(tool -> new NamedCandidate(tool, false))
            .toList();
    var naming = new PrefixNaming(PrefixNaming.DEFAULT_FORMAT).name(candidates);
    return new Catalog(1, List.of(), naming.exposed(), naming.leftOut());
  }

  private static List<LabelledQuery> queries(JsonLines lines, Map<String, Tool> tools) {
    var queries = new ArrayList<LabelledQuery>();
    var ids = new HashMap<String, Integer>();
    for (int i = 0; i < lines.objects().size(); i++) {
      String id = lines.text(i, "id");
      if (ids.putIfAbsent(id, i) != null) {
        throw new BadSetException("%s: the id %s is there twice".formatted(lines.where(i), id));
      }
      if (!lines.objects().get(i).path("relevant").isArray()) {
        throw new BadSetException("%s: expected a list as \"relevant\"".formatted(lines.where(i)));
      }
      var relevant = labels(lines, i, "relevant", tools);
      var alsoOk = labels(lines, i, "also_ok", tools);
      if (relevant.isEmpty() && !alsoOk.isEmpty()) {
        throw new BadSetException(
            "%s: \"also_ok\" has tools but \"relevant\" has none".formatted(lines.where(i)));
      }
      queries.add(
          new LabelledQuery(
              id,
              lines.text(i, "query"),
              relevant,
              alsoOk,
              lines.objects().get(i).path("group").asString("")));
    }
    if (queries.stream().noneMatch(LabelledQuery::hasAnswer)) {
      throw new BadSetException("%s: no query has a relevant tool".formatted(lines.file()));
    }
    return queries;
  }

  private static Set<ToolId> labels(
      JsonLines lines, int index, String key, Map<String, Tool> tools) {
    var labels = new HashSet<ToolId>();
    for (JsonNode label : lines.objects().get(index).path(key)) {
      var tool = tools.get(label.asString(""));
      if (tool == null) {
        throw new BadSetException(
            "%s: \"%s\" names %s, which is not in the catalog"
                .formatted(lines.where(index), key, label));
      }
      labels.add(tool.id());
    }
    return labels;
  }
}
