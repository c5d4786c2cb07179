package dev.dowser.server.http;

import dev.dowser.indexer.search.Explanation.HitExplanation;
import dev.dowser.indexer.search.Explanation.MeaningPart;
import dev.dowser.indexer.search.Explanation.NeedExplanation;
import dev.dowser.indexer.search.Explanation.WordMatch;
import dev.dowser.indexer.search.ToolField;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations as JSON, with names for operators and four decimals. */
final class ExplanationJson {
  private static final double DECIMALS = 10_000;

  private ExplanationJson() {}

  /** How a need was read. */
  static void write(NeedExplanation need, String query, ObjectNode json) {
    json.put("need", need.need()).put("query", query).put("candidates", need.candidates());
    var words = json.putObject("words");
    var list = words.put("weight", rounded(need.words().weight())).putArray("list");
    words.put("because", need.words().because());
    for (var word : need.words().words()) {
      var one = list.addObject().put("word", word.word()).put("tools", word.tools());
      strings("takenFor", word.takenFor(), one);
    }
    need.meaning()
        .ifPresent(meaning ->
            json.putObject("meaning")
                .put("model", meaning.model())
                .put("compared", meaning.compared())
                .put("mean", rounded(meaning.mean()))
                .put("spread", rounded(meaning.spread()))
                .put("best", rounded(meaning.best())));
    json.putObject("suitability")
        .put("refused", need.verdict().refused())
        .put("because", need.verdict().because());
    json.put("bestSum", rounded(need.bestSum()));
  }

  /** How a hit came to its score. */
  static void write(HitExplanation hit, ObjectNode json) {
    json.put("lexical", hit.hit().reason().lexical())
        .put("semantic", hit.hit().reason().semantic())
        .put("named", hit.named())
        .put("sum", rounded(hit.sum()));
    if (hit.serverNamed()) {
      json.put("serverNamed", true);
    }
    var words =
        json.putObject("words")
            .put("rank", hit.words().rank())
            .put("counts", rounded(hit.words().counts()));
    var matches = words.putArray("matches");
    hit.words().matches().forEach(match -> write(match, matches));
    hit.meaning()
        .ifPresentOrElse(
            meaning -> write(meaning, json.putObject("meaning")),
            () -> json.put("assumedMeaning", rounded(hit.assumed())));
  }

  private static void write(WordMatch match, ArrayNode matches) {
    var json = matches.addObject().put("word", match.word()).put("score", rounded(match.score()));
    strings("as", match.as(), json);
    strings("fields", match.fields().stream().map(ExplanationJson::name).toList(), json);
  }

  private static void write(MeaningPart meaning, ObjectNode json) {
    json.put("rank", meaning.rank())
        .put("counts", rounded(meaning.deviations()))
        .put("whole", rounded(meaning.whole()))
        .put("head", rounded(meaning.head()));
  }

  private static void strings(String key, List<String> values, ObjectNode json) {
    if (!values.isEmpty()) {
      var array = json.putArray(key);
      values.forEach(array::add);
    }
  }

  private static String name(ToolField field) {
    return switch (field) {
      case NAME -> "name";
      case SERVER -> "server";
      case DESCRIPTION -> "description";
      case PARAMETER -> "parameterNames";
      case PARAMETER_TEXT -> "parameterDescriptions";
    };
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
