package dev.dowser.indexer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.evaluation.report.Refusals;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QualityReportTest {
  private static final Refusals REFUSALS = new Refusals(40, 0.5, 4, 0.01);
  private static final QualityReport BEFORE = report(0.8, 0.7, REFUSALS);

  @TempDir private Path folder;

  @Test
  void sameFigures_areNotWorse() {
    assertThat(BEFORE.worseThan(BEFORE)).isEmpty();
  }

  @Test
  void oneQueryLessInAGroup_isTolerated() {
    assertThat(report(0.795, 0.65, new Refusals(40, 0.475, 5, 0.015)).worseThan(BEFORE)).isEmpty();
  }

  @Test
  void twoQueriesLessInAGroup_areWorse() {
    assertThat(report(0.8, 0.6, REFUSALS).worseThan(BEFORE))
        .containsExactly("r direct ok@8: 0.700 -> 0.600");
  }

  @Test
  void lowerMean_isWorse() {
    assertThat(report(0.78, 0.7, REFUSALS).worseThan(BEFORE))
        .containsExactly("r macro ok@8: 0.800 -> 0.780");
  }

  @Test
  void fewerRefusals_areWorse() {
    assertThat(report(0.8, 0.7, new Refusals(40, 0.4, 4, 0.01)).worseThan(BEFORE))
        .containsExactly("r nothing suitable refused: 0.500 -> 0.400");
  }

  @Test
  void moreWrongRefusals_areWorse() {
    assertThat(report(0.8, 0.7, new Refusals(40, 0.5, 4, 0.03)).worseThan(BEFORE))
        .containsExactly("r nothing suitable answered: 0.990 -> 0.970");
  }

  @Test
  void missingRanker_isWorse() {
    var nothing = new QualityReport(1, 1, Map.of());

    assertThat(nothing.worseThan(BEFORE)).containsExactly("r is missing");
  }

  @Test
  void missingGroup_isWorse() {
    var ranker = new QualityReport.Ranker(Map.of("ok@8", 0.8), new TreeMap<>(), REFUSALS);

    assertThat(new QualityReport(1, 20, Map.of("r", ranker)).worseThan(BEFORE))
        .containsExactly("r direct ok@8: 0.700 -> 0.000");
  }

  @Test
  void writtenReport_isReadBack() {
    Path file = folder.resolve("report.json");

    BEFORE.write(file);

    assertThat(QualityReport.read(file)).isEqualTo(BEFORE);
  }

  private static QualityReport report(double macro, double group, Refusals refusals) {
    var groups = new TreeMap<String, QualityReport.Slice>();
    groups.put("direct", new QualityReport.Slice(20, Map.of("ok@8", group)));
    return new QualityReport(
        1, 20, Map.of("r", new QualityReport.Ranker(Map.of("ok@8", macro), groups, refusals)));
  }
}
