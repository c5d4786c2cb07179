package dev.dowser.indexer.override;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.Parameter;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolOverrides.Offer;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.override.Variant.Annotations;
import dev.dowser.indexer.snapshot.ToolReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DefinitionOverridesTest {
  private static final BackendId DB = new BackendId("db");
  private static final ToolId QUERY = new ToolId(DB, "query");
  private static final String DEFINITION =
      """
      {"name": "query", "title": "Query", "description": "Runs SQL", "new": [1.50],
       "annotations": {"readOnlyHint": false, "openWorldHint": true},
       "inputSchema": {"type": "object", "required": ["instance", "sql"],
         "properties": {
           "instance": {"type": "integer", "description": "Which database"},
           "sql": {"type": "string"}, "limit": {"type": "integer"}}}}
      """;
  private static final Variant SAME = variant(Adaptation.NONE);

  private static Variant variant(Adaptation adaptation) {
    return new Variant(
        Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE, adaptation);
  }

  private static Variant named(String name) {
    return new Variant(
        Optional.of(name), Optional.empty(), Optional.empty(), Annotations.NONE, Adaptation.NONE);
  }

  private static JsonNode json(String text) {
    return VariantDefinition.MAPPER.readTree(text);
  }

  private static BackendSnapshot snapshot(String... definitions) {
    var read =
        ToolReader.read(DB, Stream.of(definitions).map(DefinitionOverridesTest::json).toList());
    return new BackendSnapshot(DB, ServerCard.UNKNOWN, read.tools(), List.of(), false);
  }

  private static Offer offer(Variant... variants) {
    return new DefinitionOverrides(Map.of(QUERY, List.of(variants))).offer(snapshot(DEFINITION));
  }

  private static Tool offered(Variant variant) {
    var offer = offer(variant);
    assertThat(offer.faults()).isEmpty();
    return offer.tools().getFirst();
  }

  private static JsonNode schema(Adaptation adaptation) {
    return json(offered(variant(adaptation)).definition()).path("inputSchema");
  }

  private static Adaptation defaults(String parameter, String value) {
    return new Adaptation(Map.of(parameter, value), Set.of(), Map.of(), Optional.empty());
  }

  private static Adaptation hidden(String... parameters) {
    return new Adaptation(Map.of(), Set.of(parameters), Map.of(), Optional.empty());
  }

  private static Adaptation values() {
    var names = new LinkedHashMap<String, String>();
    names.put("staging", "17");
    names.put("prod", "4");
    return new Adaptation(Map.of(), Set.of(), Map.of("instance", names), Optional.empty());
  }

  @Test
  void noOverride_toolsStayTheSame() {
    var snapshot = snapshot(DEFINITION);

    assertThat(new DefinitionOverrides(Map.of()).offer(snapshot).tools())
        .isEqualTo(snapshot.tools());
    assertThat(offered(SAME)).isEqualTo(snapshot.tools().getFirst());
  }

  @Test
  void textsAndHints_areReplacedAndTheRestStays() {
    var tool =
        offered(
            new Variant(
                Optional.of("ask"),
                Optional.of("Ask"),
                Optional.of("Asks the database"),
                new Annotations(Optional.of("Asker"), Map.of("readOnlyHint", true)),
                Adaptation.NONE));

    assertThat(tool.id()).isEqualTo(QUERY);
    assertThat(tool.offeredName()).isEqualTo("ask");
    assertThat(tool.title()).isEqualTo("Ask");
    assertThat(tool.description()).isEqualTo("Asks the database");
    assertThat(tool.readOnly()).isTrue();
    assertThat(json(tool.definition()))
        .isEqualTo(
            json(
                DEFINITION
                    .replace("\"Query\"", "\"Ask\"")
                    .replace("Runs SQL", "Asks the database")
                    .replace(
                        "\"readOnlyHint\": false",
                        "\"title\": \"Asker\", \"readOnlyHint\": true")));
  }

  @Test
  void hiddenParameter_leavesTheSchema() {
    assertThat(schema(hidden("instance")))
        .isEqualTo(
            json(
                """
                {"type": "object", "required": ["sql"],
                 "properties": {"sql": {"type": "string"}, "limit": {"type": "integer"}}}
                """));
    assertThat(offered(variant(hidden("instance"))).parameters())
        .extracting(Parameter::name)
        .containsExactly("sql", "limit");
  }

  @Test
  void defaultIsShownAndNotRequired() {
    var schema = schema(defaults("instance", "17"));

    assertThat(schema.path("required")).isEqualTo(json("[\"sql\"]"));
    assertThat(schema.at("/properties/instance/default")).isEqualTo(json("17"));
  }

  @Test
  void valuesAreShownAsTheirNames() {
    assertThat(schema(values()).at("/properties/instance"))
        .isEqualTo(
            json(
                """
                {"description": "Which database", "type": "string", "enum": ["staging", "prod"]}
                """));
    assertThat(offered(variant(values())).parameters().getFirst().description())
        .contains("staging", "prod")
        .doesNotContain("17");
  }

  @Test
  void valuesOfAList_areNamesOfItsItems() {
    var list =
        DEFINITION.replace(
            "\"type\": \"integer\", \"description\"", "\"type\": \"array\", \"description\"");
    var offer =
        new DefinitionOverrides(Map.of(QUERY, List.of(variant(values())))).offer(snapshot(list));

    assertThat(
            json(offer.tools().getFirst().definition())
                .at("/inputSchema/properties/instance/items"))
        .isEqualTo(json("{\"type\": \"string\", \"enum\": [\"staging\", \"prod\"]}"));
  }

  @Test
  void alternativesOfTheSchema_areChangedToo() {
    var alternatives =
        DEFINITION.replace(
            "\"required\": [\"instance\", \"sql\"],",
            """
            "anyOf": [{"required": ["instance", "sql"],
                       "properties": {"instance": {"minimum": 3}, "sql": {"minLength": 1}}},
                      {"allOf": [{"required": ["instance"]}]}],
            "not": {"required": ["instance"]},
            "dependentRequired": {"instance": ["sql"], "sql": ["instance", "limit"]},
            """);
    var offer =
        new DefinitionOverrides(Map.of(QUERY, List.of(variant(hidden("instance")))))
            .offer(snapshot(alternatives));

    var schema = json(offer.tools().getFirst().definition()).path("inputSchema");
    assertThat(schema.path("anyOf"))
        .isEqualTo(
            json(
                """
                [{"required": ["sql"], "properties": {"sql": {"minLength": 1}}},
                 {"allOf": [{"required": []}]}]
                """));
    assertThat(schema.at("/not/required")).isEqualTo(json("[\"instance\"]"));
    assertThat(schema.path("dependentRequired")).isEqualTo(json("{\"sql\": [\"limit\"]}"));
  }

  private static JsonNode withoutToken(String inputSchema) {
    var definition = "{\"name\": \"query\", \"inputSchema\": " + inputSchema + "}";
    var hiding = new Adaptation(Map.of("token", "1"), Set.of("token"), Map.of(), Optional.empty());
    var offer =
        new DefinitionOverrides(Map.of(QUERY, List.of(variant(hiding))))
            .offer(snapshot(definition));
    assertThat(offer.faults()).isEmpty();
    return json(offer.tools().getFirst().definition()).path("inputSchema");
  }

  @Test
  void parameterBehindAReferenceOfTheWhole_isHidden() {
    var shown =
        withoutToken(
            """
            {"type": "object", "$ref": "#/$defs/Args", "$defs": {"Args": {"type": "object",
              "required": ["token", "sql"], "properties": {"token": {"type": "string"},
                "sql": {"type": "string"}, "child": {"$ref": "#/$defs/Args"}}}}}
            """);

    assertThat(shown.has("$ref")).isFalse();
    assertThat(shown.path("properties").propertyNames()).containsExactly("sql", "child");
    assertThat(shown.path("required")).isEqualTo(json("[\"sql\"]"));
    assertThat(shown.at("/$defs/Args/properties").has("token")).isTrue();
  }

  @Test
  void parameterBehindAReferenceOfAnAlternative_isHidden() {
    var shown =
        withoutToken(
            """
            {"type": "object", "properties": {"token": {}, "sql": {}},
             "allOf": [{"$ref": "#/$defs/Args"}],
             "$defs": {"Args": {"required": ["token"], "properties": {"token": {"minLength": 9}}}}}
            """);

    assertThat(shown.at("/properties").propertyNames()).containsExactly("sql");
    assertThat(shown.at("/allOf/0/properties").has("token")).isFalse();
    assertThat(shown.at("/allOf/0/required").isEmpty()).isTrue();
  }

  @Test
  void referencesInACircle_comeToAnEnd() {
    var shown =
        withoutToken(
            """
            {"type": "object", "properties": {"token": {}}, "allOf": [{"$ref": "#/$defs/A"}],
             "$defs": {"A": {"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/A"}]}}}
            """);

    assertThat(shown.at("/properties").has("token")).isFalse();
  }

  @Test
  void severalVariants_standInPlaceOfTheTool() {
    var offer = offer(named("query_staging"), named("query_prod"));

    assertThat(offer.tools())
        .extracting(Tool::offeredName)
        .containsExactly("query_staging", "query_prod");
    assertThat(offer.tools()).extracting(Tool::id).containsOnly(QUERY);
  }

  @Test
  void overrideOfAToolThatIsNotThere_isAFault() {
    var overrides = new DefinitionOverrides(Map.of(new ToolId(DB, "gone"), List.of(SAME)));

    var offer = overrides.offer(snapshot(DEFINITION));

    assertThat(offer.tools()).hasSize(1);
    assertThat(offer.faults())
        .extracting(CatalogFault::reason)
        .containsExactly("overrides: the backend has no tool of this name");
  }

  @Test
  void parameterThatIsNotThere_isAFaultAndTheToolIsOffered() {
    var offer = offer(variant(hidden("nope")));

    assertThat(offer.tools()).hasSize(1);
    assertThat(offer.faults())
        .extracting(CatalogFault::reason)
        .containsExactly("overrides: the tool has no parameter nope");
  }

  @Test
  void otherBackends_areLeftAlone() {
    var other = new BackendId("other");
    var read = ToolReader.read(other, List.of(json(DEFINITION)));
    var snapshot = new BackendSnapshot(other, ServerCard.UNKNOWN, read.tools(), List.of(), false);
    var overrides = new DefinitionOverrides(Map.of(QUERY, List.of(named("ask"))));

    assertThat(overrides.offer(snapshot)).isEqualTo(new Offer(read.tools(), List.of()));
  }

  @Test
  void overridesComeBeforeNamingAndThatBeforeVisibility() {
    var filter =
        new ToolVisibility(
            Map.of(DB, new ToolVisibility.Rule(List.of("query_*"), false)), false, true);
    var assembler =
        new CatalogAssembler(
            new DefinitionOverrides(
                Map.of(QUERY, List.of(named("query_staging"), named("query_prod"), named("raw")))),
            new PrefixNaming("{workload}-"),
            filter,
            List.of(DB));

    var catalog = assembler.assemble(1, Map.of(DB, snapshot(DEFINITION)));

    assertThat(catalog.exposed().keySet()).containsExactly("db-query_prod", "db-query_staging");
    assertThat(catalog.find("db-query_prod").orElseThrow().tool().id()).isEqualTo(QUERY);
  }
}
