package dev.dowser.indexer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class RetrievalBenchTest {
  private static final String CATALOG =
      """
      {"server": "git", "name": "create_issue", "description": "Opens an issue", "inputSchema": null}
      {"server": "sky", "name": "forecast", "description": "Tells the weather"}
      """;
  private static final String QUERIES =
      """
      {"id": "1", "query": "open an issue", "relevant": ["git/create_issue"], "group": "a"}
      {"id": "2", "query": "weather", "relevant": ["sky/forecast"], "group": "b"}
      """;

  @TempDir private Path set;
  private final List<String> progress = new ArrayList<>();

  @Test
  void smallSet_isMeasuredWithWordsAndWithBoth() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);

    var report = bench(List.of(set));

    assertThat(report.rankers())
        .extracting(RetrievalReport.RankerReport::ranker)
        .containsExactly("words", "find_tool");
    assertThat(report.rankers().getLast().mean().ndcg5()).isEqualTo(1);
    assertThat(report.rankers().getLast().sets().getFirst().groups()).containsOnlyKeys("a", "b");
    assertThat(report.text()).contains("MEAN over sets");
    assertThat(report.json()).contains("\"ndcg@5\" : 1.0");
    assertThat(progress).isNotEmpty();
  }

  @Test
  void baselines_standBesideFindTool() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var embedder = StagedEmbedderSource.ready(new FixedEmbedder());
    var baselines = new Baselines(Map.of("alone", embedder), true, Optional.of(embedder));

    try (var cache = VectorCache.inMemory()) {
      var report =
          new RetrievalBench(cache, embedder, Options.DEFAULT, progress::add)
              .run(List.of(set), baselines);

      assertThat(report.rankers())
          .extracting(RetrievalReport.RankerReport::ranker)
          .containsExactly("words", "alone", "rank fusion", "4 + 4", "find_tool");
      assertThat(report.rankers()).allSatisfy(row -> assertThat(row.mean().ok8()).isEqualTo(1));
      assertThat(report.markdown()).contains("| find_tool | 1.000 | 1.000 | 1.000 | 1.000 |");
    }
  }

  @Test
  void features_giveWhatFusionIsGiven() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var lines = new ArrayList<String>();
    try (var cache = VectorCache.inMemory()) {
      var embedder = StagedEmbedderSource.ready(new FixedEmbedder());
      new RetrievalBench(cache, embedder, Options.DEFAULT, progress::add)
          .features(List.of(set), lines::add);
    }

    var first = JsonMapper.shared().readTree(lines.getFirst());
    var issue = first.path("candidates").get(0);
    var weather = first.path("candidates").get(1);

    assertThat(lines).hasSize(2);
    assertThat(first.path("n").asInt()).isEqualTo(2);
    assertThat(first.path("words").get(0).asString()).isEqualTo("open");
    assertThat(first.path("relevant").get(0).asString()).isEqualTo("git/create_issue");
    assertThat(first.path("group").asString()).isEqualTo("a");
    assertThat(issue.path("id").asString()).isEqualTo("git/create_issue");
    assertThat(issue.path("bm25f").asDouble()).isPositive();
    assertThat(issue.path("similarity").asDouble())
        .isEqualTo(Math.max(issue.path("whole").asDouble(), issue.path("head").asDouble()));
    assertThat(weather.path("bm25f").asDouble()).isZero();
    assertThat(first.path("mean").asDouble())
        .isCloseTo(
            (issue.path("similarity").asDouble() + weather.path("similarity").asDouble()) / 2,
            within(1e-4));
  }

  @Test
  void misses_areNamedWorstFirst() throws IOException, InterruptedException {
    write(
        CATALOG,
        """
        {"id": "1", "query": "weather", "relevant": ["sky/forecast"]}
        {"id": "2", "query": "weather", "relevant": []}
        {"id": "3", "query": "weather forecast", "relevant": ["git/create_issue"]}
        """);

    var lines = bench(List.of(set)).misses(5).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("3 \"weather forecast\": wanted git/create_issue (");
    assertThat(lines.get(1)).contains("got sky/forecast");
    assertThat(lines.get(2)).startsWith("2 \"weather\": wanted nothing, got ");
  }

  @Test
  void secondRun_computesNoVector() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var embedder = new FixedEmbedder();
    try (var cache = VectorCache.inMemory()) {
      for (int run = 0; run < 2; run++) {
        new RetrievalBench(
                cache, StagedEmbedderSource.ready(embedder), Options.DEFAULT, progress::add)
            .run(List.of(set));
      }
    }

    assertThat(embedder.embeddedDocuments()).hasSize(4);
  }

  @Test
  void queryThatNoToolServes_countsForRefusalsOnly() throws IOException, InterruptedException {
    write(
        CATALOG,
        QUERIES
            + """
            {"id": "3", "query": "weather in an issue", "relevant": [], "group": "none"}
            {"id": "4", "query": "!?", "relevant": [], "group": "none"}
            """);

    var words = bench(List.of(set)).rankers().getFirst().sets().getFirst();

    assertThat(words.queries()).isEqualTo(4);
    assertThat(words.groups()).containsOnlyKeys("a", "b");
    assertThat(words.headline().ndcg5()).isEqualTo(1);
    assertThat(words.refusals()).isEqualTo(new Refusals(2, 0.5, 1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": "1", "query": "x", "relevant": ["git/nothing"]}     | queries.jsonl:1: "relevant" names "git/nothing", which is not in the catalog
          {"id": "1", "query": "x"}                                  | queries.jsonl:1: expected a list as "relevant"
          {"id": "1", "query": "x", "relevant": [], "also_ok": ["sky/forecast"]} | queries.jsonl:1: "also_ok" has tools but "relevant" has none
          {"id": "1", "query": "x", "relevant": []}                  | queries.jsonl: no query has a relevant tool
          {"id": "1", "query": "x", "relevant": ["sky/forecast"], "also_ok": ["no/such"]} | queries.jsonl:1: "also_ok" names "no/such", which is not in the catalog
          {"id": "1", "relevant": ["sky/forecast"]}                  | queries.jsonl:1: expected a text as "query"
          {"id": "1", "query": "x                                    | queries.jsonl:1: broken JSON
          [1]                                                        | queries.jsonl:1: expected a JSON object
          """)
  void badQuery_isNamedWithFileAndLine(String line, String message) throws IOException {
    write(CATALOG, line + "\n");

    assertThatThrownBy(() -> bench(List.of(set)))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining(message);
  }

  @Test
  void toolTwice_isNamedWithFileAndLine() throws IOException {
    write(CATALOG + CATALOG.lines().findFirst().orElseThrow(), QUERIES);

    assertThatThrownBy(() -> bench(List.of(set)))
        .hasMessageContaining("catalog.jsonl:3: the server has this name twice");
  }

  @Test
  void queryTwice_isNamedWithFileAndLine() throws IOException {
    write(CATALOG, QUERIES + QUERIES.lines().findFirst().orElseThrow());

    assertThatThrownBy(() -> bench(List.of(set)))
        .hasMessageContaining("queries.jsonl:3: the id 1 is there twice");
  }

  @Test
  void brokenCatalog_isNamedWithFileAndLine() throws IOException {
    write(CATALOG + "{\"server\": \n", QUERIES);

    assertThatThrownBy(() -> bench(List.of(set)))
        .hasMessageContaining("catalog.jsonl:3: broken JSON");
  }

  @Test
  void emptyFile_isNamed() throws IOException {
    write(CATALOG, "");

    assertThatThrownBy(() -> bench(List.of(set))).hasMessageContaining("queries.jsonl is empty");
    write("", QUERIES);
    assertThatThrownBy(() -> bench(List.of(set))).hasMessageContaining("catalog.jsonl is empty");
  }

  @Test
  void missingFolder_isNamed() {
    assertThatThrownBy(() -> bench(List.of(set.resolve("none"))))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("none does not exist");
  }

  @Test
  void severalQueryFiles_oneMustBeNamed() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    Files.writeString(set.resolve("queries_b.jsonl"), QUERIES);

    assertThatThrownBy(() -> bench(List.of(set))).hasMessageContaining("name one of them");
    assertThat(bench(List.of(set.resolve("queries_b.jsonl"))).rankers()).hasSize(2);
  }

  private RetrievalReport bench(List<Path> sets) throws InterruptedException {
    try (var cache = VectorCache.inMemory()) {
      var embedder = StagedEmbedderSource.ready(new FixedEmbedder());
      return new RetrievalBench(cache, embedder, Options.DEFAULT, progress::add).run(sets);
    }
  }

  private void write(String catalog, String queries) throws IOException {
    Files.writeString(set.resolve("catalog.jsonl"), catalog);
    Files.writeString(set.resolve("queries.jsonl"), queries);
  }
}
