package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.evaluation.report.Metrics;
import dev.dowser.indexer.evaluation.report.Refusals;
import dev.dowser.indexer.evaluation.report.RetrievalReport;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Group;
import dev.dowser.indexer.evaluation.report.RetrievalReport.RankerReport;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of our own set that do not depend on the machine, so that they can be kept in the
 * project.
 */
record QualityReport(int tools, int queries, Map<String, Ranker> rankers) {
  /** About what a query and a half in one group is worth. */
  private static final double MACRO_TOLERANCE = 0.01;

  private static final double GROUP_TOLERANCE = 0.02;
  private static final double ROUNDING = 0.0006;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  record Ranker(Map<String, Double> macro, SortedMap<String, Slice> groups, Refusals refusals) {}

  record Slice(int queries, Map<String, Double> figures) {}

  static QualityReport of(RetrievalReport report) {
    var rankers = new LinkedHashMap<String, Ranker>();
    report.rankers().forEach(ranker -> rankers.put(ranker.ranker(), ranker(only(ranker))));
    var set = only(report.rankers().getLast());
    return new QualityReport(set.tools(), set.queries(), rankers);
  }

  static QualityReport read(Path file) {
    return MAPPER.readValue(file, QualityReport.class);
  }

  void write(Path file) {
    MAPPER.writeValue(file, this);
  }

  /** What is worse here than in another report of the same set, in words. */
  List<String> worseThan(QualityReport before) {
    var worse = new ArrayList<String>();
    before.rankers.forEach((name, was) -> {
      var now = rankers.get(name);
      if (now == null) {
        worse.add(name + " is missing");
      } else {
        compare(name, now, was, worse);
      }
    });
    return worse;
  }

  private static void compare(String name, Ranker now, Ranker was, List<String> worse) {
    drops(name + " macro", now.macro, was.macro, MACRO_TOLERANCE, worse);
    was.groups.forEach((group, slice) -> {
      var present = now.groups.getOrDefault(group, new Slice(0, Map.of()));
      drops(name + " " + group, present.figures, slice.figures, tolerance(slice.queries), worse);
    });
    String nothing = name + " nothing suitable";
    drops(
        nothing,
        Map.of("refused", now.refusals.refused()),
        Map.of("refused", was.refusals.refused()),
        tolerance(was.refusals.unanswerable()),
        worse);
    drops(
        nothing,
        Map.of("answered", 1 - now.refusals.wronglyRefused()),
        Map.of("answered", 1 - was.refusals.wronglyRefused()),
        MACRO_TOLERANCE,
        worse);
  }

  /** One query more or less is what other processors' rounding can do. */
  private static double tolerance(int queries) {
    return Math.max(GROUP_TOLERANCE, 1.0 / Math.max(1, queries));
  }

  private static void drops(
      String where,
      Map<String, Double> now,
      Map<String, Double> was,
      double tolerance,
      List<String> worse) {
    was.forEach((figure, value) -> {
      double present = now.getOrDefault(figure, 0.0);
      if (present < value - tolerance - ROUNDING) {
        worse.add(String.format(Locale.ROOT, "%s %s: %.3f -> %.3f", where, figure, value, present));
      }
    });
  }

  private static SetReport only(RankerReport ranker) {
    return ranker.sets().getFirst();
  }

  private static Ranker ranker(SetReport set) {
    var groups = new TreeMap<String, Slice>();
    set.groups().forEach((name, group) -> groups.put(name, slice(group)));
    var refusals = set.refusals();
    return new Ranker(
        figures(set.headline()),
        groups,
        new Refusals(
            refusals.unanswerable(),
            rounded(refusals.refused()),
            rounded(refusals.hits()),
            rounded(refusals.wronglyRefused())));
  }

  private static Slice slice(Group group) {
    return new Slice(group.queries(), figures(group.metrics()));
  }

  private static Map<String, Double> figures(Metrics metrics) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("ok@1", rounded(metrics.ok1()));
    figures.put("ok@8", rounded(metrics.ok8()));
    figures.put("nDCG@5", rounded(metrics.ndcg5()));
    figures.put("R@8", rounded(metrics.recall8()));
    figures.put("All@8", rounded(metrics.all8()));
    return figures;
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
