package dev.dowser.indexer.evaluation.report;

import dev.dowser.indexer.evaluation.report.RetrievalReport.RankerReport;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What each part of the ranking is worth, as Markdown: the whole, then the whole without each. */
public final class AblationTable {
  private AblationTable() {}

  /** Both reports are of the same sets; the first one's last ranker is the whole. */
  public static String markdown(RetrievalReport whole, RetrievalReport without) {
    var complete = whole.rankers().getLast();
    var text = new StringBuilder("| nDCG@5 / ok@8 |");
    complete.sets().forEach(set -> text.append(" %s |".formatted(set.set())));
    text.append(" **mean** | refused: unanswerable / answerable |\n");
    text.append("|---".repeat(complete.sets().size() + 3)).append("|\n");
    row(text, complete);
    without.rankers().forEach(ranker -> row(text, ranker));
    return text.toString();
  }

  private static void row(StringBuilder text, RankerReport ranker) {
    text.append("| %s |".formatted(ranker.ranker()));
    ranker.sets().forEach(set -> cell(text, set.headline()));
    cell(text, ranker.mean());
    String unanswerable = refused(ranker.sets(), query -> !query.hasAnswer());
    String answerable = refused(ranker.sets(), QuerySet.LabelledQuery::hasAnswer);
    text.append(" %s / %s |\n".formatted(unanswerable, answerable));
  }

  private static void cell(StringBuilder text, Metrics metrics) {
    text.append(String.format(Locale.ROOT, " %.3f / %.3f |", metrics.ndcg5(), metrics.ok8()));
  }

  /** Share of the queries of all sets that were told that nothing suits. */
  private static String refused(
      List<SetReport> sets, Predicate<QuerySet.LabelledQuery> ofInterest) {
    var refused =
        sets.stream()
            .flatMap(set -> set.answers().stream())
            .filter(answer -> ofInterest.test(answer.query()))
            .mapToInt(answer -> answer.refused() ? 1 : 0)
            .average();
    return refused.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", refused.getAsDouble());
  }
}
