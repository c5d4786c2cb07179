package dev.dowser.indexer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Finding on our own set must not become worse than {@code quality/report.json} says. After a
 * change for the better, or of the set: run this test with {@code -Dquality.write=true} and commit
 * the report. What is missed stands in {@code target/quality/misses.txt} after each run.
 */
final class QualityTest {
  private static final Path SET =
      Path.of("src", "test", "resources", "dev", "dowser", "indexer", "evaluation", "quality");
  private static final Path REPORT = SET.resolve("report.json");
  private static final Path DATA = Path.of("target", "data");
  private static final Path OUTPUT = Path.of("target", "quality");

  private static SetReport measured;
  private static QualityReport now;

  @BeforeAll
  static void measure() throws IOException, InterruptedException {
    try (var embedder = LoadingEmbedder.start(EmbeddingModel.dowserSmall(), DATA);
        var cache = VectorCache.inMemory()) {
      var report = new RetrievalBench(cache, embedder, Options.DEFAULT, _ -> {}).run(List.of(SET));
      Files.createDirectories(OUTPUT);
      Files.writeString(OUTPUT.resolve("table.txt"), report.text());
      Files.writeString(OUTPUT.resolve("misses.txt"), report.misses(Integer.MAX_VALUE));
      measured = report.rankers().getLast().sets().getFirst();
      now = QualityReport.of(report);
    }
    if (Boolean.getBoolean("quality.write")) {
      now.write(REPORT);
    }
  }

  @Test
  void figures_areNotBelowTheReport() {
    assertThat(now.worseThan(QualityReport.read(REPORT))).isEmpty();
  }

  @Test
  void report_isOfThisSet() {
    var report = QualityReport.read(REPORT);

    assertThat(report.tools()).isEqualTo(now.tools());
    assertThat(report.queries()).isEqualTo(now.queries());
    assertThat(report.rankers()).containsOnlyKeys("words", "find_tool");
  }

  @Test
  void set_hasAllKindsOfQueries() {
    SortedMap<String, Integer> sizes = new TreeMap<>();
    measured.answers().forEach(answer -> sizes.merge(answer.query().group(), 1, Integer::sum));

    assertThat(sizes)
        .containsOnlyKeys(
            "direct",
            "identifiers",
            "misspelt",
            "multi",
            "noanswer",
            "oneword",
            "other",
            "paraphrase",
            "server");
    assertThat(sizes.values()).allMatch(size -> size >= 15);
    assertThat(now.tools()).isGreaterThan(130);
    assertThat(now.queries()).isGreaterThan(170);
  }
}
