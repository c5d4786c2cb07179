package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.VectorCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bench retrieval} says to what it cannot do, and what it leaves behind. */
final class BenchCommandTest {
  private static final String CATALOG =
      """
      {"server": "git", "name": "create_issue", "description": "Opens an issue"}
      {"server": "sky", "name": "forecast", "description": "Tells the weather"}
      """;
  private static final String QUERIES =
      """
      {"id": "1", "query": "open an issue", "relevant": ["git/create_issue"]}
      {"id": "2", "query": "weather", "relevant": ["sky/forecast"]}
      """;

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private Path set = Path.of("");

  @BeforeEach
  void writeSet() throws IOException {
    set = Files.createDirectory(folder.resolve("set"));
    Files.writeString(set.resolve("catalog.jsonl"), CATALOG);
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);
  }

  @Test
  void wrongUsage_exitsWithTwo() {
    assertThat(bench("--misses", "-1")).isEqualTo(2);
    assertThat(bench("--misses", "many")).isEqualTo(2);
    assertThat(bench("--model", "large")).isEqualTo(2);
    assertThat(bench("--features", path("f"), "--baselines")).isEqualTo(2);
    assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute("bench", "retrieval"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--misses must be 0 or more, got -1")
        .contains("--model must be one of [dowser-small-2, bge-small-en-v1.5,");
  }

  @Test
  void faultsOfASet_areAllTold() throws IOException {
    Files.writeString(set.resolve("queries.jsonl"), "[]\n{\"id\": \"1\"}\n");

    fails(
        "dowser: ",
        "queries.jsonl:1: expected a JSON object",
        "queries.jsonl:2: expected a text as \"query\"");
  }

  @Test
  void missingSet_isNamed() {
    assertThat(run("bench", "retrieval", "--cache", path("c"), "--set", path("none"))).isOne();
    assertThat(err.toString()).contains("none does not exist").doesNotContain("Exception");
  }

  @Test
  void outputThatCannotBeWritten_isNamedBeforeTheRun() throws IOException {
    Files.writeString(set.resolve("queries.jsonl"), "broken");

    assertThat(bench("--json", path("no/such/report.json"))).isOne();
    assertThat(bench("--markdown", folder.toString())).isOne();
    assertThat(err.toString())
        .contains("report.json cannot be written")
        .contains(folder + " cannot be written")
        .doesNotContain("broken JSON");
  }

  @Test
  void documentWithoutMarks_isNamedBeforeTheRun() throws IOException {
    var document = Files.writeString(folder.resolve("doc.md"), "# Title\n");
    Files.writeString(set.resolve("queries.jsonl"), "broken");

    assertThat(bench("--markdown", document.toString())).isOne();
    assertThat(err.toString()).contains("doc.md: expected a line <!-- bench:begin -->");
    assertThat(document).hasContent("# Title\n");
  }

  @Test
  void vectorsInUse_areNamed() {
    try (var other = VectorCache.open(folder.resolve("cache").resolve("vectors"))) {
      fails("in use", "--cache gives this bench a folder of its own");
      assertThat(other.size()).isZero();
    }
  }

  @Test
  void fileInPlaceOfTheCache_isNamed() throws IOException {
    Files.writeString(folder.resolve("cache"), "");

    fails("the folder for vectors cannot be created");
  }

  @Test
  void queryFileThatNoSetHas_isNamed() {
    assertThat(bench("--queries", "queries_b.jsonl")).isOne();
    assertThat(err.toString()).contains("no set has the query file queries_b.jsonl");
  }

  @Test
  void chosenQueryFileAndAllOutputs_areWritten() throws IOException {
    Files.writeString(set.resolve("queries_b.jsonl"), QUERIES);
    var document = folder.resolve("doc.md");

    int code =
        bench(
            "--queries",
            "queries_b.jsonl",
            "--ablation",
            "--json",
            path("report.json"),
            "--markdown",
            document.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(Files.readString(folder.resolve("report.json")))
        .contains("\"set/queries_b.jsonl\"", "\"without words\"", "embedMsPerTool");
    assertThat(Files.readString(document))
        .contains("<!-- bench:begin -->\n| ranker |", "| find_tool |")
        .contains("<!-- ablation:begin -->\n| nDCG@5 / ok@8 |", "| without words |");
  }

  @Test
  void features_areWrittenInPlaceOfAReport() throws IOException {
    assertThat(bench("--features", path("f.jsonl"))).isZero();

    assertThat(Files.readAllLines(folder.resolve("f.jsonl"))).hasSize(2);
  }

  private void fails(String... messages) {
    assertThat(bench()).isOne();
    assertThat(err.toString()).contains(messages).doesNotContain("Exception", "unexpected");
  }

  private int bench(String... more) {
    var arguments =
        Stream.concat(
            Stream.of("bench", "retrieval", "--cache", path("cache"), "--set", set.toString()),
            Stream.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);
  }

  private String path(String name) {
    return List.of(name.split("/")).stream().map(Path::of).reduce(folder, Path::resolve).toString();
  }
}
