package dev.dowser.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import dev.dowser.server.bench.TokenReport.Task;
import dev.dowser.server.metatools.FindSettings;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenBenchTest {
  private static final String CATALOG =
      """
      {"server": "git", "name": "create_issue", "description": "Opens an issue", "inputSchema": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}}
      {"server": "sky", "name": "forecast", "description": "Tells the weather", "inputSchema": {"type": "object", "properties": {"days": {"type": "integer"}}}}
      """;
  private static final String QUERIES =
      """
      {"id": "1", "query": "open an issue", "relevant": ["git/create_issue"]}
      {"id": "2", "query": "weather", "relevant": ["sky/forecast"]}
      """;

  @TempDir private Path set;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void writeSet() throws IOException {
    Files.writeString(set.resolve("catalog.jsonl"), CATALOG);
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);
  }

  private TokenReport run() throws InterruptedException {
    try (var cache = VectorCache.inMemory();
        var embedder = StagedEmbedderSource.ready(new FixedEmbedder())) {
      return new TokenBench(cache, embedder, FindSettings.DEFAULT, progress::add).run(List.of(set));
    }
  }

  @Test
  void everyPartOfATaskIsCounted() throws InterruptedException {
    var counted = run().sets().getFirst();

    assertThat(counted.found().headline().ok8()).isEqualTo(1);
    assertThat(counted.fixed().definitions()).isBetween(100, 250);
    assertThat(counted.fixed().overview()).isBetween(5, 150);
    assertThat(counted.fixed().everything()).isBetween(40, 200);
    assertThat(counted.tasks())
        .allSatisfy(task -> {
          assertThat(task.asked()).isPositive();
          assertThat(task.answered()).isBetween(10, 100);
          assertThat(task.call()).isBetween(5, 30);
        });
  }

  @Test
  void callWithoutArguments_failsOnlyWhereSomeAreRequired() throws InterruptedException {
    var tasks = run().sets().getFirst().tasks();

    assertThat(tasks.get(0).failure()).isGreaterThan(30);
    assertThat(tasks.get(1).failure()).isZero();
    assertThat(run().sets().getFirst().failures()).isEqualTo(1);
  }

  @Test
  void wholeTask_isTheSumOfItsParts() throws InterruptedException {
    var counted = run().sets().getFirst();

    int most = counted.tasks().stream().mapToInt(Task::tokens).max().orElseThrow();
    assertThat(counted.wholeTask().most())
        .isEqualTo(counted.fixed().definitions() + counted.fixed().overview() + most);
  }

  @Test
  void report_isTextAndJson() throws InterruptedException {
    var report = run();
    var name = report.sets().getFirst().found().set();

    assertThat(report.text()).contains("ok@8", "everything", name, "1.000");
    assertThat(Json.parse(report.json()).path(name).propertyNames())
        .containsExactly(
            "tools",
            "queries",
            "ok@8",
            "definitions",
            "overview",
            "answer",
            "failedCalls",
            "wholeTask",
            "everything");
    assertThat(progress).isNotEmpty();
  }

  @Test
  void withoutEmbedder_itIsSaidThatWordsAloneWereMeasured() throws InterruptedException {
    try (var cache = VectorCache.inMemory();
        var embedder = StagedEmbedderSource.unavailable("no model")) {
      var report =
          new TokenBench(cache, embedder, FindSettings.DEFAULT, progress::add).run(List.of(set));

      assertThat(report.sets()).hasSize(1);
    }
    assertThat(progress).anyMatch(line -> line.contains("words alone: no model"));
  }

  @Test
  void brokenSet_isNamedWithFileAndLine() throws IOException {
    Files.writeString(set.resolve("queries.jsonl"), QUERIES + "{\"id\": \"3\"}\n");

    assertThatThrownBy(this::run)
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("queries.jsonl:3");
  }
}
