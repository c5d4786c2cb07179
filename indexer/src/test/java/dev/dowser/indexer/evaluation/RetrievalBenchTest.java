package dev.dowser.indexer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.report.AblationTable;
import dev.dowser.indexer.evaluation.report.Price;
import dev.dowser.indexer.evaluation.report.Refusals;
import dev.dowser.indexer.evaluation.report.RetrievalReport;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    double whole = issue.path("whole").asDouble();
    assertThat(issue.path("similarity").asDouble())
        .isCloseTo(whole + 0.3 * Math.max(0, issue.path("head").asDouble() - whole), within(1e-4));
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

  @Test
  void ablation_measuresWithoutEachPart() throws IOException, InterruptedException {
    write(
        CATALOG,
        """
        {"id": "1", "query": "forecast", "relevant": ["sky/forecast"]}
        {"id": "2", "query": "open an issue", "relevant": ["git/create_issue"]}
        """);
    var embedder = new FixedEmbedder();

    try (var cache = VectorCache.inMemory()) {
      var bench =
          new RetrievalBench(
              cache, StagedEmbedderSource.ready(embedder), Options.DEFAULT, progress::add);
      var without = bench.ablate(List.of(set), Ablation.OF_ALL);
      var table = AblationTable.markdown(bench.run(List.of(set)), without).lines().toList();

      assertThat(without.rankers())
          .extracting(RetrievalReport.RankerReport::ranker)
          .containsExactlyElementsOf(
              Ablation.OF_ALL.parts().stream().map(part -> "without " + part.name()).toList());
      assertThat(without.text()).doesNotContain("p50");
      assertThat(without.json()).doesNotContain("p50Ms");
      assertThat(table.get(2)).startsWith("| find_tool | 1.000 / 1.000 |");
      assertThat(table).hasSize(3 + Ablation.OF_ALL.parts().size());
    }
  }

  @Test
  void ablation_embedsNoQueryTwice() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var embedder = new FixedEmbedder();

    try (var cache = VectorCache.inMemory()) {
      new RetrievalBench(
              cache, StagedEmbedderSource.ready(embedder), Options.DEFAULT, progress::add)
          .ablate(List.of(set), Ablation.OF_ALL);
    }

    assertThat(embedder.embeddedQueries()).hasSize(2);
  }

  @Test
  void withoutMeaning_isWordsAlone() throws IOException, InterruptedException {
    write(CATALOG, query("issue weather tells"));

    assertThat(without("meaning", new FixedEmbedder()))
        .isEqualTo(found(bench(List.of(set)).rankers().getFirst()));
  }

  @Test
  void withoutWords_toolsWithoutAnyStay() throws IOException, InterruptedException {
    write(CATALOG, query("create_issue opens an issue"));

    assertThat(without("words", new FixedEmbedder())).hasSize(2);
  }

  @Test
  void withoutRepair_misspeltWordsScoreNothing() throws IOException, InterruptedException {
    write(CATALOG, query("forcast"));
    var words = StagedEmbedderSource.unavailable("words alone");

    assertThat(without("meaning", new FixedEmbedder())).hasSize(1);
    assertThat(without("repair of misspelt words", words)).isEmpty();
  }

  @Test
  void withoutNames_theNamedToolIsOneOfMany() throws IOException, InterruptedException {
    write(
        """
        {"server": "git", "name": "list", "description": "Prints what a long text about many other things says"}
        {"server": "sky", "name": "forecast", "description": "x"}
        {"server": "a", "name": "list_list", "description": "list list"}
        """,
        query("list"));
    var words = StagedEmbedderSource.unavailable("words alone");

    assertThat(without("refusal", words).getFirst()).hasToString("git/list");
    assertThat(without("a named tool first", words).getFirst()).hasToString("a/list_list");
  }

  @Test
  void withoutRefusal_whatSuitsNothingGetsHits() throws IOException, InterruptedException {
    write(CATALOG, query("weather qaq wew rtr"));
    var measured = new FixedEmbedder("bge-small-en-v1.5", 64);

    assertThat(answerWithout("a named tool first", StagedEmbedderSource.ready(measured)).refused())
        .isTrue();
    assertThat(answerWithout("refusal", StagedEmbedderSource.ready(measured)).refused()).isFalse();
  }

  @Test
  void eachPartOfTheAblation_leavesSomethingOut() {
    var with = Options.DEFAULT.ranking();

    assertThat(Ablation.OF_ALL.parts())
        .extracting(part -> part.without().apply(with))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(10);
  }

  private static String query(String text) {
    return "{\"id\": \"1\", \"query\": \"%s\", \"relevant\": [\"sky/forecast\"]}\n".formatted(text);
  }

  private List<ToolId> without(String part, FixedEmbedder embedder) throws InterruptedException {
    return without(part, StagedEmbedderSource.ready(embedder));
  }

  private List<ToolId> without(String part, EmbedderSource embedder) throws InterruptedException {
    return answerWithout(part, embedder).found();
  }

  private RetrievalReport.Answer answerWithout(String part, EmbedderSource embedder)
      throws InterruptedException {
    var parts = Ablation.OF_ALL.parts().stream().filter(any -> any.name().equals(part)).toList();
    try (var cache = VectorCache.inMemory()) {
      return new RetrievalBench(cache, embedder, Options.DEFAULT, progress::add)
          .ablate(List.of(set), new Ablation(parts))
          .rankers()
          .getFirst()
          .sets()
          .getFirst()
          .answers()
          .getFirst();
    }
  }

  private static List<ToolId> found(RetrievalReport.RankerReport ranker) {
    return ranker.sets().getFirst().answers().getFirst().found();
  }

  @Test
  void baselineTexts_areEmbeddedOnce() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var embedder = new FixedEmbedder();
    var baselines =
        new Baselines(Map.of(), false, Optional.of(StagedEmbedderSource.ready(embedder)));

    try (var cache = VectorCache.inMemory()) {
      for (int run = 0; run < 2; run++) {
        var nothing = StagedEmbedderSource.unavailable("not here");
        new RetrievalBench(cache, nothing, Options.DEFAULT, progress::add)
            .run(List.of(set), baselines);
      }
    }

    assertThat(embedder.embeddedDocuments()).hasSize(2);
    assertThat(progress).contains("words alone: not here");
  }

  @Test
  void modelStillLoading_isWaitedFor() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    var loading = StagedEmbedderSource.loading();
    var ready = Thread.ofVirtual().start(() -> loading.becomeReady(new FixedEmbedder()));

    try (var cache = VectorCache.inMemory()) {
      var report =
          new RetrievalBench(cache, loading, Options.DEFAULT, progress::add).run(List.of(set));

      assertThat(report.rankers().getLast().ranker()).isEqualTo("find_tool");
    }
    ready.join();
  }

  @Test
  void queriesWithSeveralTools_areASliceOfTheirOwn() throws IOException, InterruptedException {
    write(
        CATALOG,
        """
        {"id": "1", "query": "open an issue", "relevant": ["git/create_issue"]}
        {"id": "2", "query": "weather issue", "relevant": ["sky/forecast", "git/create_issue"]}
        """);

    var report = bench(List.of(set));
    var several = report.rankers().getLast().sets().getFirst().several().orElseThrow();

    assertThat(several.queries()).isEqualTo(1);
    assertThat(several.metrics().all8()).isEqualTo(1);
    assertThat(report.text()).contains("(several tools)");
    assertThat(report.json()).contains("severalTools");
  }

  @Test
  void price_isOfTheModel() throws IOException, InterruptedException {
    write(CATALOG, QUERIES);
    try (var cache = VectorCache.inMemory()) {
      var embedder = StagedEmbedderSource.ready(new FixedEmbedder());
      var bench = new RetrievalBench(cache, embedder, Options.DEFAULT, progress::add);

      assertThat(bench.embedTime(set)).hasValueSatisfying(time -> assertThat(time).isPositive());
      assertThat(cache.size()).isZero();
    }
    var price = new Price("m", 34_000_000, Duration.ofMillis(20));
    assertThat(price.text()).isEqualTo("m: 34.0 MB, 20.0 ms to embed a tool");
    assertThat(bench(List.of(set)).json(Optional.of(price))).contains("\"embedMsPerTool\" : 20.0");
  }

  @Test
  void setTwice_isRefused() throws IOException {
    write(CATALOG, QUERIES);

    assertThatThrownBy(() -> bench(List.of(set, set)))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("two sets have the name");
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
