package dev.dowser.indexer.evaluation.sets;

import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.JsonLines.JsonKind;
import dev.dowser.indexer.evaluation.sets.JsonLines.Line;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads labelled queries: {@code {id, query, relevant, also_ok, group}}, tools as {@code
 * server/name}. An empty {@code relevant} says that no tool serves.
 */
final class QueryLines {
  private final JsonLines lines;
  private final Map<String, Tool> tools;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<LabelledQuery> queries = new ArrayList<>();

  private QueryLines(JsonLines lines, Map<String, Tool> tools) {
    this.lines = lines;
    this.tools = tools;
  }

  static List<LabelledQuery> read(Path file, Map<String, Tool> tools) {
    var read = new QueryLines(JsonLines.read(file), tools);
    read.lines.lines().forEach(read::readLine);
    read.lines.faults().throwIfAny();
    if (read.queries.stream().noneMatch(LabelledQuery::hasAnswer)) {
      throw new BadSetException("%s: no query has a relevant tool".formatted(file));
    }
    return read.queries;
  }

  private void readLine(Line line) {
    var id = lines.text(line, "id");
    var query = lines.text(line, "query");
    boolean grouped = lines.absentOr(line, "group", JsonKind.TEXT);
    boolean labelled = hasRelevant(line);
    labelled &= lines.absentOr(line, "also_ok", JsonKind.LIST);
    boolean named = id.isPresent() && isNew(id.get(), line);
    if (id.isEmpty() || query.isEmpty() || !grouped || !labelled || !named) {
      return;
    }
    var relevant = labels(line, "relevant");
    var alsoOk = labels(line, "also_ok");
    if (line.object().path("relevant").isEmpty() && !line.object().path("also_ok").isEmpty()) {
      fault(line, "\"also_ok\" has tools but \"relevant\" has none");
    }
    String group = line.object().path("group").asString("");
    queries.add(new LabelledQuery(id.get(), query.get(), relevant, alsoOk, group));
  }

  private boolean isNew(String id, Line line) {
    var before = numbers.putIfAbsent(id, line.number());
    if (before != null) {
      fault(
          line,
          "the id %s is there twice, first in line %d".formatted(SetFaults.shown(id), before));
    }
    return before == null;
  }

  private boolean hasRelevant(Line line) {
    var relevant = line.object().path("relevant");
    if (!relevant.isArray()) {
      fault(line, "expected a list as \"relevant\"" + JsonLines.got(relevant));
    }
    return relevant.isArray();
  }

  private Set<ToolId> labels(Line line, String key) {
    var labels = new HashSet<ToolId>();
    for (JsonNode label : line.object().path(key)) {
      var tool = label.isString() ? tools.get(label.asString()) : null;
      if (tool == null) {
        String named = SetFaults.shown(label.toString());
        fault(line, "\"%s\" names %s, which is not in the catalog".formatted(key, named));
      } else {
        labels.add(tool.id());
      }
    }
    return labels;
  }

  private void fault(Line line, String what) {
    lines.faults().add(line.number(), what);
  }
}
