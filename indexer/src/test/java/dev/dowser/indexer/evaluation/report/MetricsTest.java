package dev.dowser.indexer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final LabelledQuery QUERY =
      new LabelledQuery("q", "text", Set.of(tool(1), tool(2)), Set.of(tool(3)), "");

  @Test
  void rightToolsFirst_isPerfect() {
    var metrics = Metrics.of(QUERY, tools(2, 1, 3));

    assertThat(metrics).isEqualTo(new Metrics(1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void otherServingTool_countsForOkOnly() {
    var metrics = Metrics.of(QUERY, tools(3, 9, 8, 7, 6, 5, 4));

    assertThat(metrics).isEqualTo(new Metrics(1, 1, 1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void oneOfTwoInThirdPlace() {
    var metrics = Metrics.of(QUERY, tools(9, 8, 1));

    assertThat(metrics.recall5()).isEqualTo(0.5);
    assertThat(metrics.all8()).isZero();
    assertThat(metrics.reciprocalRank()).isEqualTo(1 / 3.0);
    assertThat(metrics.ndcg5()).isCloseTo(0.5 / (1 + 1 / 1.5849625), within(1e-6));
  }

  @Test
  void beyondTheCut_countsNothing() {
    var metrics = Metrics.of(QUERY, tools(9, 8, 7, 6, 5, 4, 10, 11, 1));

    assertThat(metrics.ok8()).isZero();
    assertThat(metrics.ndcg5()).isZero();
    assertThat(metrics.ndcg10()).isPositive();
  }

  private static List<ToolId> tools(int... numbers) {
    return IntStream.of(numbers).mapToObj(MetricsTest::tool).toList();
  }

  private static ToolId tool(int number) {
    return new ToolId(new BackendId("s"), "t" + number);
  }
}
