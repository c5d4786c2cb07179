package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import dev.dowser.indexer.search.Evidence;
import dev.dowser.indexer.search.Evidence.CandidateEvidence;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What fusion is given for each query, one JSON object a line, to be fitted elsewhere. */
final class FeatureLines {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private FeatureLines() {}

  static String line(String set, LabelledQuery query, Evidence evidence) {
    var line = MAPPER.createObjectNode().put("set", set).put("group", query.group());
    line.put("id", query.id()).put("query", query.text());
    evidence.words().forEach(line.putArray("words")::add);
    line.put("n", evidence.words().size());
    ids(line.putArray("relevant"), query.relevant());
    ids(line.putArray("also_ok"), query.alsoOk());
    line.put("mean", evidence.mean()).put("spread", evidence.spread());
    line.put("bestShare", evidence.bestShare());
    var candidates = line.putArray("candidates");
    evidence.candidates().forEach(candidate -> put(candidates.addObject(), candidate));
    return line.toString();
  }

  private static void ids(ArrayNode list, Collection<ToolId> tools) {
    tools.stream().sorted().forEach(tool -> list.add(tool.toString()));
  }

  private static void put(ObjectNode node, CandidateEvidence candidate) {
    node.put("id", candidate.tool().toString())
        .put("similarity", rounded(candidate.similarity()))
        .put("bm25f", rounded(candidate.lexical()))
        .put("whole", rounded(candidate.whole()))
        .put("head", rounded(candidate.head()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e5) / 1e5;
  }
}
