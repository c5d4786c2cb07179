package dev.dowser.indexer.evaluation.report;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Answer;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queries that went worst, with what was wanted and what came: where to look first. */
final class Misses {
  private static final int SHOWN = 3;

  private Misses() {}

  /** At most so many queries, worst first; queries with a perfect answer are no misses. */
  static String text(SetReport set, int most) {
    return worst(set)
        .limit(most)
        .map(Misses::line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static Stream<Answer> worst(SetReport set) {
    return set.answers().stream()
        .filter(Misses::isMiss)
        .sorted(Comparator.comparingDouble(Misses::quality));
  }

  private static boolean isMiss(Answer answer) {
    return quality(answer) < 1;
  }

  /** Tools that serve as well as the relevant ones make no miss. */
  private static double quality(Answer answer) {
    if (!answer.query().hasAnswer()) {
      return answer.refused() ? 1 : 0.99;
    }
    var metrics = answer.metrics();
    return answer.query().relevant().size() == 1 && metrics.ok1() == 1 ? 1 : metrics.ndcg5();
  }

  private static String line(Answer answer) {
    var query = answer.query();
    return String.format(
        Locale.ROOT,
        "%s \"%s\": wanted %s, got %s",
        query.id(),
        query.text(),
        query.hasAnswer() ? wanted(answer) : "nothing",
        names(answer.found().stream().limit(SHOWN)));
  }

  private static String wanted(Answer answer) {
    return answer.query().relevant().stream()
        .sorted()
        .map(tool -> "%s (%s)".formatted(tool, place(answer.found().indexOf(tool))))
        .collect(Collectors.joining(", "));
  }

  private static String place(int index) {
    return index < 0 ? "not found" : String.valueOf(index + 1);
  }

  private static String names(Stream<ToolId> tools) {
    return tools.map(ToolId::toString).collect(Collectors.joining(", "));
  }
}
