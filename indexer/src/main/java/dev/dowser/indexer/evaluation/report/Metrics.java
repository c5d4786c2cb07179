package dev.dowser.indexer.evaluation.report;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import java.util.Collection;
import java.util.List;

/**
 * Quality of one ranking or the mean of many; each from 0 to 1.
 *
 * @param ok1 a tool that serves stands first
 * @param ok3 the same among the first three
 * @param ok5 among the first five
 * @param ok8 a tool that serves is among the first eight
 * @param recall5 share of the relevant tools among the first five
 * @param recall8 the same among eight
 * @param all8 all relevant tools are among the first eight
 * @param ndcg5 discounted gain of relevant tools among the first five, against the best possible
 * @param ndcg10 the same among ten
 * @param reciprocalRank one over the place of the first relevant tool
 */
public record Metrics(
    double ok1,
    double ok3,
    double ok5,
    double ok8,
    double recall5,
    double recall8,
    double all8,
    double ndcg5,
    double ndcg10,
    double reciprocalRank) {

  static Metrics of(LabelledQuery query, List<ToolId> ranked) {
    double recall8 = recall(query, ranked, 8);
    return new Metrics(
        served(query, ranked, 1),
        served(query, ranked, 3),
        served(query, ranked, 5),
        served(query, ranked, 8),
        recall(query, ranked, 5),
        recall8,
        recall8 == 1 ? 1 : 0,
        ndcg(query, ranked, 5),
        ndcg(query, ranked, 10),
        reciprocalRank(query, ranked));
  }

  static Metrics mean(Collection<Metrics> all) {
    return new Metrics(
        all.stream().mapToDouble(Metrics::ok1).average().orElse(0),
        all.stream().mapToDouble(Metrics::ok3).average().orElse(0),
        all.stream().mapToDouble(Metrics::ok5).average().orElse(0),
        all.stream().mapToDouble(Metrics::ok8).average().orElse(0),
        all.stream().mapToDouble(Metrics::recall5).average().orElse(0),
        all.stream().mapToDouble(Metrics::recall8).average().orElse(0),
        all.stream().mapToDouble(Metrics::all8).average().orElse(0),
        all.stream().mapToDouble(Metrics::ndcg5).average().orElse(0),
        all.stream().mapToDouble(Metrics::ndcg10).average().orElse(0),
        all.stream().mapToDouble(Metrics::reciprocalRank).average().orElse(0));
  }

  private static double served(LabelledQuery query, List<ToolId> ranked, int first) {
    return ranked.stream().limit(first).anyMatch(query::isServedBy) ? 1 : 0;
  }

  private static double recall(LabelledQuery query, List<ToolId> ranked, int first) {
    long found = ranked.stream().limit(first).filter(query.relevant()::contains).count();
    return (double) found / query.relevant().size();
  }

  private static double ndcg(LabelledQuery query, List<ToolId> ranked, int first) {
    double gain = 0;
    double best = 0;
    for (int place = 0; place < first; place++) {
      double discount = Math.log(2) / Math.log(place + 2);
      if (place < ranked.size() && query.relevant().contains(ranked.get(place))) {
        gain += discount;
      }
      if (place < query.relevant().size()) {
        best += discount;
      }
    }
    return gain / best;
  }

  private static double reciprocalRank(LabelledQuery query, List<ToolId> ranked) {
    for (int place = 0; place < ranked.size(); place++) {
      if (query.relevant().contains(ranked.get(place))) {
        return 1.0 / (place + 1);
      }
    }
    return 0;
  }
}
