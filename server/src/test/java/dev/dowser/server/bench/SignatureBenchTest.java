package dev.dowser.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureBenchTest {
  private static final String CATALOG =
      """
      {"server": "s", "name": "fine", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}
      {"server": "s", "name": "plain", "inputSchema": null}
      {"server": "s", "name": "hard", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "multipleOf": 7}}, "required": ["a"]}}
      {"server": "s", "name": "broken", "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"a": {"minimum": "x"}}}}
      """;

  @TempDir private Path folder;

  private SignatureReport run(String catalog) throws IOException {
    Files.writeString(folder.resolve("catalog.jsonl"), catalog);
    return SignatureBench.run(List.of(folder));
  }

  @Test
  void toolsAreCountedByHowTheirCallFits() throws IOException {
    var set = run(CATALOG).sets().getFirst();

    assertThat(set.callable()).isEqualTo(2);
    assertThat(set.unfit()).extracting(SignatureReport.Miss::tool).containsExactly("s/hard");
    assertThat(set.unchecked()).extracting(SignatureReport.Miss::tool).containsExactly("s/broken");
    assertThat(set.share()).isEqualTo(2 / 3.0);
  }

  @Test
  void missesTellSignatureCallAndReason() throws IOException {
    assertThat(run(CATALOG).misses(5))
        .contains("s/hard: ", "multiple of 7", "s_hard(a: integer)", "{\"a\":1}")
        .contains("s/broken: not checked: schema does not compile");
  }

  @Test
  void misses_areAtMostAsManyAsAskedFor() throws IOException {
    assertThat(run(CATALOG + CATALOG.replace("\"s\"", "\"t\"")).misses(1))
        .contains("s/hard")
        .doesNotContain("t/hard");
  }

  @Test
  void json_hasCountsAndMisses() throws IOException {
    var set = Json.parse(run(CATALOG).json()).path(folder.toString());

    assertThat(set.path("callable").asInt()).isEqualTo(2);
    assertThat(set.path("unfit").path(0).path("call").asString()).isEqualTo("{\"a\":1}");
    assertThat(set.path("unchecked")).hasSize(1);
  }

  @Test
  void nothingToCheck_isNoFailure() {
    assertThat(new SignatureReport.SetSignatures("s", 0, List.of(), List.of()).share())
        .isEqualTo(1);
  }

  @Test
  void brokenCatalog_isNamedWithFileAndLine() {
    assertThatThrownBy(() -> run("{\"server\": \"s\", \"name\": \"a\"}\n{oops\n"))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("catalog.jsonl:2");
  }

  @Test
  void folderWithoutCatalog_isNamed() {
    assertThatThrownBy(() -> SignatureBench.run(List.of(folder)))
        .isInstanceOf(BadSetException.class)
        .hasMessageContaining("catalog.jsonl does not exist");
  }
}
