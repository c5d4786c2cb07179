package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Parameter;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.snapshot.ToolReader.ToolsRead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ToolReaderTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final BackendId BACKEND = new BackendId("b");

  @Test
  void plainDefinition_isReadWhole() {
    var tool =
        only(
            """
            {"name":"move","title":"Move","description":"Moves it.","inputSchema":{"type":"object",
             "properties":{"to":{"type":"string","description":" Where to "}}},
             "annotations":{"readOnlyHint":true}}\
            """);

    assertThat(tool.id()).hasToString("b/move");
    assertThat(tool.title()).isEqualTo("Move");
    assertThat(tool.description()).isEqualTo("Moves it.");
    assertThat(tool.parameters()).containsExactly(new Parameter("to", "Where to"));
    assertThat(tool.readOnly()).isTrue();
  }

  @Test
  void unknownFieldsAndNumbers_stayAsTheyCame() {
    var json =
        "{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\",\"x\":1.10},\"new\":[1e400,null]}";

    assertThat(MAPPER.readTree(only(json).definition()).path("inputSchema").path("x").isNumber())
        .isTrue();
    assertThat(only(json).definition()).contains("1.10").contains("\"new\":[1E+400,null]");
  }

  @Test
  void titleOfAnnotations_countsWithoutATitle() {
    assertThat(only("{\"name\":\"a\",\"annotations\":{\"title\":\"T\"}}").title()).isEqualTo("T");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "3", "[]", "\"text\"", "true"})
  void entryThatIsNoObject_isLeftOut(String json) {
    var read = read(json, "{\"name\":\"ok\"}");

    assertThat(read.tools()).extracting(tool -> tool.id().name()).containsExactly("ok");
    assertThat(read.leftOut())
        .singleElement()
        .extracting(LeftOut::reason)
        .asString()
        .startsWith("entry 0 must be an object, got ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name of entry 0 must be a string, got none",
        "{'name':null} | name of entry 0 must be a string, got null",
        "{'name':7} | name of entry 0 must be a string, got number",
        "{'name':' \\t'} | name of entry 0 is blank",
        "{'name':'a\\ud83d'} | name has half a surrogate pair, which no message can carry",
        "{'name':'a','inputSchema':[]} | inputSchema must be an object, got array",
        "{'name':'a','inputSchema':true} | inputSchema must be an object, got boolean",
        "{'name':'a','inputSchema':{'type':'string'}} | inputSchema must have type \"object\", got \"string\"",
      },
      quoteCharacter = '`')
  void unusableDefinition_isLeftOutWithTheReason(String json, String reason) {
    var read = read(json.replace('\'', '"'));

    assertThat(read.tools()).isEmpty();
    assertThat(read.leftOut()).extracting(LeftOut::reason).containsExactly(reason);
  }

  @Test
  void sameNameTwice_firstCounts() {
    var read =
        read(
            "{\"name\":\"a\",\"description\":\"first\"}",
            "{\"name\":\"a\",\"description\":\"second\"}");

    assertThat(read.tools()).extracting(Tool::description).containsExactly("first");
    assertThat(read.leftOut())
        .containsExactly(new LeftOut("a", "the backend has this name twice; the first counts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"do it", "\uD83D\uDD25", "a/b.c", "a\\nb"})
  void strangeNames_areKept(String name) {
    assertThat(read("{\"name\":\"" + name + "\"}").tools()).hasSize(1);
  }

  @Test
  void nameOf500Characters_isKept() {
    assertThat(read("{\"name\":\"" + "n".repeat(500) + "\"}").tools()).hasSize(1);
  }

  @Test
  void nameOf501Characters_isLeftOutAndCutInTheReport() {
    var read = read("{\"name\":\"" + "n".repeat(501) + "\"}");

    assertThat(read.leftOut())
        .containsExactly(
            new LeftOut("n".repeat(200), "name must have at most 500 characters, got 501"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"a\"}", "{\"name\":\"a\",\"inputSchema\":null}"})
  void missingSchema_isThatOfAnObject(String json) {
    assertThat(only(json).definition())
        .isEqualTo("{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\"}}");
  }

  @Test
  void schemaWithoutType_getsIt() {
    assertThat(only("{\"name\":\"a\",\"inputSchema\":{\"$defs\":{}}}").definition())
        .isEqualTo("{\"name\":\"a\",\"inputSchema\":{\"$defs\":{},\"type\":\"object\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"description\":null",
        "\"description\":{}",
        "\"title\":1",
        "\"annotations\":\"x\"",
        "\"annotations\":null",
        "\"execution\":[]",
        "\"_meta\":[]",
        "\"icons\":[{\"size\":1}]",
        "\"outputSchema\":null",
        "\"outputSchema\":{\"type\":\"array\"}",
      })
  void optionalFieldThatClientsRefuse_goes(String field) {
    assertThat(only("{\"name\":\"a\"," + field + "}").definition())
        .isEqualTo("{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\"}}");
  }

  @Test
  void hintThatIsNoBoolean_goesAlone() {
    var tool =
        only(
            "{\"name\":\"a\",\"annotations\":{\"readOnlyHint\":\"true\",\"idempotentHint\":true}}");

    assertThat(tool.readOnly()).isFalse();
    assertThat(tool.definition()).contains("\"annotations\":{\"idempotentHint\":true}");
  }

  @Test
  void schemaMembersThatClientsRefuse_go() {
    var tool =
        only("{\"name\":\"a\",\"inputSchema\":{\"properties\":[1],\"required\":\"x\",\"k\":1}}");

    assertThat(tool.definition()).endsWith("\"inputSchema\":{\"k\":1,\"type\":\"object\"}}");
  }

  @Test
  void halfAnEmojiInAText_isReplaced() {
    var tool = only("{\"name\":\"a\",\"description\":\"cut \\ud83d\"}");

    assertThat(tool.description()).isEqualTo("cut \uFFFD");
    assertThat(
            new String(tool.definition().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(tool.definition());
  }

  @Test
  void definitionOverTheLimit_isLeftOut() {
    var read = read("{\"name\":\"a\",\"description\":\"" + "d".repeat(1_000_000) + "\"}");

    assertThat(read.leftOut())
        .containsExactly(
            new LeftOut(
                "a", "definition must have at most 1000000 characters of JSON, got 1000061"));
  }

  @Test
  void longDescription_isKeptWhole() {
    var tool = only("{\"name\":\"a\",\"description\":\"" + "d".repeat(200_000) + "\"}");

    assertThat(tool.description()).hasSize(200_000);
  }

  @Test
  void moreThan20000Tools_restIsOneEntry() {
    var read = ToolReader.read(BACKEND, numbered(20_050));

    assertThat(read.tools()).hasSize(20_000);
    assertThat(read.leftOut())
        .containsExactly(
            new LeftOut("", "a backend may have 20000 tools; 50 further are left out"));
  }

  @Test
  void manyBadEntries_reportStaysShort() {
    var bad = new ArrayList<JsonNode>();
    Stream.generate(() -> MAPPER.readTree("1")).limit(5_000).forEach(bad::add);

    var leftOut = ToolReader.read(BACKEND, bad).leftOut();

    assertThat(leftOut).hasSize(101);
    assertThat(leftOut.getLast().reason()).isEqualTo("4900 further entries could not be used");
  }

  @Test
  void parametersGoOneLevelDeep() {
    var tool =
        only(
            """
            {"name":"a","inputSchema":{"properties":{
              "mode":{"description":"How","enum":["fast",2,null,{}]},
              "at":{"type":"object","properties":{"x":{"description":"X","properties":{"deep":{}}}}},
              "odd":true, "ref":{"$ref":"#"}}}}\
            """);

    assertThat(tool.parameters())
        .containsExactly(
            new Parameter("mode", "How fast 2"),
            new Parameter("at", ""),
            new Parameter("at.x", "X"),
            new Parameter("odd", ""),
            new Parameter("ref", ""));
  }

  @Test
  void parametersAreBounded() {
    var properties = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      properties.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{}");
    }

    assertThat(
            only("{\"name\":\"a\",\"inputSchema\":{\"properties\":{" + properties + "}}}")
                .parameters())
        .hasSize(200);
  }

  @Test
  void callersTreeIsNotWrittenTo() {
    var tree = MAPPER.readTree("{\"name\":\"a\",\"title\":1}");

    ToolReader.read(BACKEND, List.of(tree));

    assertThat(tree).hasToString("{\"name\":\"a\",\"title\":1}");
  }

  private static List<JsonNode> numbered(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> MAPPER.readTree("{\"name\":\"t" + i + "\"}"))
        .toList();
  }

  private static Tool only(String json) {
    var read = read(json);
    assertThat(read.leftOut()).isEmpty();
    assertThat(read.tools()).hasSize(1);
    return read.tools().getFirst();
  }

  private static ToolsRead read(String... json) {
    return ToolReader.read(BACKEND, Stream.of(json).map(DefinitionText.MAPPER::readTree).toList());
  }
}
