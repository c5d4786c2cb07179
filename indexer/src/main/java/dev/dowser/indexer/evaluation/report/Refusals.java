package dev.dowser.indexer.evaluation.report;

import dev.dowser.indexer.evaluation.report.RetrievalReport.Answer;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a ranker deals with queries that no tool serves, where the right answer is none.
 *
 * @param unanswerable how many of those were asked
 * @param refused share of them that were told that nothing suits
 * @param hits tools that those got on average
 * @param wronglyRefused share of the queries that a tool serves and that were told the same
 */
public record Refusals(int unanswerable, double refused, double hits, double wronglyRefused) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Refusals of(List<Answer> answers) {
    var without = answers.stream().filter(answer -> !answer.query().hasAnswer()).toList();
    var with = answers.stream().filter(answer -> answer.query().hasAnswer()).toList();
    return new Refusals(
        without.size(),
        shareRefused(without),
        without.stream()
            .mapToInt(answer -> answer.refused() ? 0 : answer.found().size())
            .average()
            .orElse(0),
        shareRefused(with));
  }

  private static double shareRefused(List<Answer> answers) {
    return answers.stream().mapToInt(answer -> answer.refused() ? 1 : 0).average().orElse(0);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%d refused %.3f, hits %.1f, answerable refused %.3f",
        unanswerable,
        refused,
        hits,
        wronglyRefused);
  }

  ObjectNode json() {
    return MAPPER
        .createObjectNode()
        .put("unanswerable", unanswerable)
        .put("refused", refused)
        .put("hits", hits)
        .put("wronglyRefused", wronglyRefused);
  }
}
