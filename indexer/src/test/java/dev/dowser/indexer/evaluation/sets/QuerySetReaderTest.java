package dev.dowser.indexer.evaluation.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuerySetReaderTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": "1", "query": "x", "relevant": ["git/nothing"]}     | queries.jsonl:1: "relevant" names "git/nothing", which is not in the catalog
          {"id": "1", "query": "x", "relevant": [7]}                 | queries.jsonl:1: "relevant" names 7, which is not in the catalog
          {"id": "1", "query": "x"}                                  | queries.jsonl:1: expected a list as "relevant"
          {"id": "1", "query": "x", "relevant": "sky/forecast"}      | queries.jsonl:1: expected a list as "relevant", got "sky/forecast"
          {"id": "1", "query": "x", "relevant": [], "also_ok": ["sky/forecast"]} | queries.jsonl:1: "also_ok" has tools but "relevant" has none
          {"id": "1", "query": "x", "relevant": []}                  | queries.jsonl: no query has a relevant tool
          {"id": "1", "query": "x", "relevant": ["sky/forecast"], "also_ok": ["no/such"]} | queries.jsonl:1: "also_ok" names "no/such", which is not in the catalog
          {"id": "1", "query": "x", "relevant": ["sky/forecast"], "also_ok": {}} | queries.jsonl:1: expected a list as "also_ok", got {}
          {"id": "1", "query": "x", "relevant": ["sky/forecast"], "group": 3} | queries.jsonl:1: expected a text as "group", got 3
          {"id": "1", "relevant": ["sky/forecast"]}                  | queries.jsonl:1: expected a text as "query"
          {"id": "1", "query": " ", "relevant": ["sky/forecast"]}    | queries.jsonl:1: expected a text as "query", got " "
          {"id": "1", "query": ["x"], "relevant": ["sky/forecast"]}  | queries.jsonl:1: expected a text as "query", got ["x"]
          {"id": 1, "query": "x", "relevant": ["sky/forecast"]}      | queries.jsonl:1: expected a text as "id", got 1
          {"id": "1", "query": "\\ud83d", "relevant": ["sky/forecast"]} | queries.jsonl:1: "query" has half a surrogate pair
          {"id": "1", "id": "2", "query": "x", "relevant": []}       | queries.jsonl:1: broken JSON at column
          {"id": "1", "query": "x                                    | queries.jsonl:1: broken JSON at column
          {"id": "1", "query": "x", "relevant": []} {}               | queries.jsonl:1: broken JSON at column
          [1]                                                        | queries.jsonl:1: expected a JSON object, got [1]
          """)
  void badQuery_isNamedWithFileAndLine(String line, String message) throws IOException {
    write(CATALOG, line + "\n");

    refused(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"server": "git", "name": "create_issue"}                  | catalog.jsonl:3: the server has the name create_issue twice, first in line 1
          {"server": "git"}                                          | catalog.jsonl:3: expected a text as "name"
          {"name": "x"}                                              | catalog.jsonl:3: expected a text as "server"
          {"server": "", "name": "x"}                                | catalog.jsonl:3: expected a text as "server", got ""
          {"server": "a", "name": "x", "description": 5}             | catalog.jsonl:3: expected a text as "description", got 5
          {"server": "a", "name": "x", "inputSchema": "none"}        | catalog.jsonl:3: expected an object as "inputSchema", got "none"
          {"server":                                                 | catalog.jsonl:3: broken JSON at column
          null                                                       | catalog.jsonl:3: expected a JSON object, got null
          """)
  void badTool_isNamedWithFileAndLine(String line, String message) throws IOException {
    write(CATALOG + line + "\n", QUERIES);

    refused(message);
  }

  @Test
  void toolThatNoGatewayWouldTake_isNamedWithItsLine() throws IOException {
    String name = "x".repeat(501);
    write(CATALOG + "{\"server\": \"a\", \"name\": \"%s\"}\n".formatted(name), QUERIES);

    refused("catalog.jsonl:3: the tool cannot be used: name must have at most 500 characters");
  }

  @Test
  void allFaultsOfAFile_areToldAtOnce() throws IOException {
    write(CATALOG, "{}\n[]\n" + QUERIES + QUERIES);

    refused("queries.jsonl:1: expected a text as \"id\"");
    refused("queries.jsonl:1: expected a text as \"query\"");
    refused("queries.jsonl:2: expected a JSON object");
    refused("queries.jsonl:5: the id 1 is there twice, first in line 3");
    refused("queries.jsonl:6: the id 2 is there twice, first in line 4");
  }

  @Test
  void countlessFaults_areToldUpToABound() throws IOException {
    write(CATALOG, "[]\n".repeat(1000));

    assertThatThrownBy(() -> QuerySetReader.read(set))
        .hasMessageContaining("queries.jsonl:20: ")
        .hasMessageNotContaining("queries.jsonl:21: ")
        .hasMessageEndingWith("queries.jsonl: 981 more faults");
  }

  @Test
  void faultyText_isShownShortAndWithoutControlCharacters() throws IOException {
    write(CATALOG, "[\"\u001b[2J" + "x".repeat(5000) + "\"]\n");

    assertThatThrownBy(() -> QuerySetReader.read(set))
        .message()
        .hasSizeLessThan(600)
        .doesNotContain("\u001b");
  }

  @Test
  void markAndWindowsLineEndsAndEmptyLines_areRead() throws IOException {
    write("\uFEFF" + CATALOG.replace("\n", "\r\n"), "\uFEFF" + QUERIES.replace("\n", "\r\n\r\n"));

    var read = QuerySetReader.read(set);

    assertThat(read.catalog().exposed()).hasSize(2);
    assertThat(read.queries()).extracting(QuerySet.LabelledQuery::id).containsExactly("1", "2");
  }

  @Test
  void emptyLines_countAsLines() throws IOException {
    write(CATALOG, QUERIES + "\n\n[]\n");

    refused("queries.jsonl:5: expected a JSON object");
  }

  @Test
  void otherEncoding_isNamedWithItsLine() throws IOException {
    write(CATALOG, "");
    String line = "{\"id\": \"3\", \"query\": \"Käse\", \"relevant\": []}\n";
    Files.write(
        set.resolve("queries.jsonl"), (QUERIES + line).getBytes(StandardCharsets.ISO_8859_1));

    refused("queries.jsonl:3: the line is not UTF-8");
  }

  @Test
  void hugeLine_isNamedWithItsNumberAndTheNextIsRead() throws IOException {
    write(CATALOG, QUERIES + "x".repeat(3 << 20) + "\n[]\n");

    refused("queries.jsonl:3: the line has more than 2 MB");
    refused("queries.jsonl:4: expected a JSON object");
  }

  @Test
  void deeplyNestedLine_isNamed() throws IOException {
    write(CATALOG, "[".repeat(100_000) + "\n");

    refused("queries.jsonl:1: broken JSON");
  }

  @Test
  void emptyFile_isNamed() throws IOException {
    write(CATALOG, "");
    refused("queries.jsonl is empty");

    write(CATALOG, "\n\n");
    refused("queries.jsonl has no JSON object");

    write("", QUERIES);
    refused("catalog.jsonl is empty");
  }

  @Test
  void missingFiles_areNamed() throws IOException {
    assertThatThrownBy(() -> QuerySetReader.read(set.resolve("none")))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("none does not exist");
    refused(set + " has no queries*.jsonl");

    Files.writeString(set.resolve("queries.jsonl"), QUERIES);
    refused("catalog.jsonl does not exist");
  }

  @Test
  void folderInPlaceOfAFile_isNamed() throws IOException {
    Files.createDirectory(set.resolve("catalog.jsonl"));
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);

    refused("catalog.jsonl cannot be read");
  }

  @Test
  void severalQueryFiles_oneMustBeNamed() throws IOException {
    write(CATALOG, QUERIES);
    Files.writeString(set.resolve("queries_b.jsonl"), QUERIES);

    refused("has several query files: queries.jsonl, queries_b.jsonl; name one");
    var named = QuerySetReader.read(set.resolve("queries_b.jsonl"));
    assertThat(named.name()).isEqualTo(set.getFileName() + "/queries_b.jsonl");
  }

  @Test
  void packedFiles_areRead() throws IOException {
    Files.write(set.resolve("catalog.jsonl.gz"), packed(CATALOG));
    Files.write(set.resolve("queries.jsonl.gz"), packed(QUERIES));

    assertThat(QuerySetReader.read(set).queries()).hasSize(2);
  }

  @Test
  void packedFileThatIsNone_isNamed() throws IOException {
    Files.writeString(set.resolve("catalog.jsonl.gz"), CATALOG);
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);

    refused("catalog.jsonl.gz cannot be read");
  }

  @Test
  void packedFileThatEndsEarly_isNamed() throws IOException {
    byte[] whole = packed(CATALOG);
    byte[] half = new byte[whole.length - 20];
    System.arraycopy(whole, 0, half, 0, half.length);
    Files.write(set.resolve("catalog.jsonl.gz"), half);
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);

    refused("catalog.jsonl.gz cannot be read");
  }

  @Test
  void packedFileThatUnpacksToFarMore_isRefused() throws IOException {
    Files.write(set.resolve("catalog.jsonl.gz"), packed(" ".repeat(1 << 20), 100));
    Files.writeString(set.resolve("queries.jsonl"), QUERIES);

    refused("catalog.jsonl.gz cannot be read: it has more than 64 MB");
  }

  @Test
  void countlessLines_areRefused() throws IOException {
    write(CATALOG, "\n".repeat(200_001));

    refused("queries.jsonl cannot be read: it has more than 200000 lines");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> QuerySetReader.read(set))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining(message);
  }

  private static byte[] packed(String text) throws IOException {
    return packed(text, 1);
  }

  private static byte[] packed(String text, int times) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private void write(String catalog, String queries) throws IOException {
    Files.writeString(set.resolve("catalog.jsonl"), catalog);
    Files.writeString(set.resolve("queries.jsonl"), queries);
  }
}
