package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Prompt;
import dev.dowser.indexer.catalog.Resource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MaterialReaderTest {
  private static final BackendId A = new BackendId("a");

  private static List<JsonNode> trees(String... definitions) {
    return Stream.of(definitions).map(DefinitionText.MAPPER::readTree).toList();
  }

  private static JsonNode resource(String definition) {
    var read = MaterialReader.resources(A, trees(definition));
    return DefinitionText.MAPPER.readTree(read.entries().getFirst().definition());
  }

  private static JsonNode prompt(String definition) {
    var read = MaterialReader.prompts(A, trees(definition));
    return DefinitionText.MAPPER.readTree(read.entries().getFirst().definition());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"uri\":\"x:a\",\"name\":\"a\",\"title\":\"A\",\"mimeType\":\"text/plain\",\"size\":3,\"new\":[1.50]}",
        "{\"uri\":\"x:a\",\"name\":\"a\",\"icons\":[{\"src\":\"data:,\"}],\"_meta\":{\"k\":null}}",
        "{\"uri\":\"x:a\",\"name\":\"a\",\"annotations\":{\"audience\":[\"user\"],\"priority\":0.5,\"lastModified\":\"2025-01-12T15:00:58Z\",\"x\":1}}",
      })
  void whatFits_isKeptAsItIs_unknownFieldsToo(String definition) {
    assertThat(resource(definition)).isEqualTo(DefinitionText.MAPPER.readTree(definition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"uri\":\"x:a\",\"name\":\"a\",\"title\":7} | {\"uri\":\"x:a\",\"name\":\"a\"}",
        "{\"uri\":\"x:a\",\"name\":\"a\",\"description\":null} | {\"uri\":\"x:a\",\"name\":\"a\"}",
        "{\"uri\":\"x:a\"} | {\"uri\":\"x:a\",\"name\":\"x:a\"}",
        "{\"uri\":\"x:a\",\"name\":7} | {\"uri\":\"x:a\",\"name\":\"x:a\"}",
        "{\"uri\":\"x:a\",\"name\":\"a\",\"size\":\"3\"} | {\"uri\":\"x:a\",\"name\":\"a\"}",
        "{\"uri\":\"x:a\",\"name\":\"a\",\"annotations\":{\"audience\":[\"model\"],\"priority\":2,\"lastModified\":\"today\"}} | {\"uri\":\"x:a\",\"name\":\"a\",\"annotations\":{}}",
      })
  void fieldsForWhichClientsRefuseTheList_go(String definition, String repaired) {
    assertThat(resource(definition)).isEqualTo(DefinitionText.MAPPER.readTree(repaired));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"p\",\"arguments\":[{\"name\":\"a\",\"required\":true,\"x\":1}]} | {\"name\":\"p\",\"arguments\":[{\"name\":\"a\",\"required\":true,\"x\":1}]}",
        "{\"name\":\"p\",\"arguments\":[7,{},{\"name\":\"a\",\"required\":\"yes\",\"description\":[]}]} | {\"name\":\"p\",\"arguments\":[{\"name\":\"a\"}]}",
        "{\"name\":\"p\",\"arguments\":{}} | {\"name\":\"p\"}",
        "{\"name\":\"p\",\"arguments\":null} | {\"name\":\"p\"}",
      })
  void argumentsOfAPrompt_areThoseClientsTake(String definition, String repaired) {
    assertThat(prompt(definition)).isEqualTo(DefinitionText.MAPPER.readTree(repaired));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "[]",
        "{}",
        "{\"uri\":null}",
        "{\"uri\":\"\"}",
        "{\"uri\":\"notes.txt\"}",
        "{\"uri\":\"/etc/passwd\"}",
        "{\"uri\":\"x:\"}",
        "{\"uri\":\"x:first\"}",
        "{\"uri\":\"x:\\ud83d\"}",
      })
  void entryThatIsNoResource_isLeftOutAlone(String odd) {
    var read =
        MaterialReader.resources(A, trees("{\"uri\":\"x:first\"}", odd, "{\"uri\":\"x:last\"}"));

    assertThat(read.entries()).extracting(Resource::uri).containsExactly("x:first", "x:last");
    assertThat(read.leftOut())
        .singleElement()
        .satisfies(left -> assertThat(left.reason()).startsWith("resource: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":7}", "{\"name\":\" \"}", "{\"name\":\"first\"}"})
  void entryThatIsNoPrompt_isLeftOutAlone(String odd) {
    var read = MaterialReader.prompts(A, trees("{\"name\":\"first\"}", odd, "{\"name\":\"last\"}"));

    assertThat(read.entries()).extracting(Prompt::name).containsExactly("first", "last");
    assertThat(read.leftOut()).hasSize(1);
  }

  @Test
  void templateThatIsNone_isLeftOutWithItsReason() {
    var read =
        MaterialReader.templates(
            A,
            trees(
                "{\"uriTemplate\":\"x:{a}\",\"name\":\"a\"}",
                "{\"uriTemplate\":\"x:{a\",\"name\":\"b\"}",
                "{\"uriTemplate\":\"{+all}\",\"name\":\"c\"}"));

    assertThat(read.entries()).hasSize(1);
    assertThat(read.leftOut())
        .extracting(LeftOut::reason)
        .containsExactly(
            "resource template: uriTemplate must have {variable} expressions as in RFC 6570, got another one at character 2",
            "resource template: uriTemplate must begin with a scheme such as file:");
  }

  @Test
  void hugeDefinition_isLeftOutAlone() {
    var read =
        MaterialReader.resources(
            A,
            trees(
                "{\"uri\":\"x:huge\",\"description\":\"%s\"}".formatted("x".repeat(200_000)),
                "{\"uri\":\"x:last\"}"));

    assertThat(read.entries()).extracting(Resource::uri).containsExactly("x:last");
    assertThat(read.leftOut()).extracting(LeftOut::name).containsExactly("x:huge");
  }

  @Test
  void moreThanABackendMayHave_areCutAndCounted() {
    var templates =
        IntStream.range(0, MaterialReader.MAX_TEMPLATES + 5)
            .mapToObj(i -> "{\"uriTemplate\":\"x%d:{a}\",\"name\":\"n\"}".formatted(i))
            .toArray(String[]::new);

    var read = MaterialReader.templates(A, trees(templates));

    assertThat(read.entries()).hasSize(MaterialReader.MAX_TEMPLATES);
    assertThat(read.leftOut())
        .extracting(LeftOut::reason)
        .containsExactly(
            "resource template: a backend may have 1000 resource templates; 5 further are left out");
  }
}
