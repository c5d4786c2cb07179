package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.override.DefinitionOverrides;
import dev.dowser.indexer.override.Variant;
import dev.dowser.indexer.override.Variant.Annotations;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.metatools.FindModeSurface;
import dev.dowser.server.metatools.FindSettings;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Overrides hold whichever way a call comes, and each variant calls what it shows. */
class OverriddenCallTest {
  private static final String DEFINITION =
      """
      {"name": "query", "inputSchema": {"type": "object", "required": ["db", "sql"],
        "properties": {"db": {"type": "integer"}, "sql": {"type": "string"},
                       "token": {"type": "string"}}}}
      """;
  private static final List<String> STAGES = List.of("staging", "prod");

  private final FakeBackends backends = new FakeBackends(A);
  private final LiveCatalog catalog =
      new LiveCatalog(
          new CatalogAssembler(
              new DefinitionOverrides(
                  Map.of(
                      new ToolId(A, "query"),
                      STAGES.stream().map(OverriddenCallTest::variant).toList())),
              new PrefixNaming("{workload}_"),
              ToolVisibility.ALL,
              List.of(A)),
          new FakeIndex(),
          new MemorySnapshotStore(),
          Duration.ZERO);
  private final JoinedBackends server =
      new JoinedBackends("v", catalog, new FakeIndex(), backends, new ResourceLinks());

  /** Knows its own token; its databases have numbers by stage. */
  private static Variant variant(String stage) {
    int first = STAGES.indexOf(stage) * 10;
    return new Variant(
        Optional.of("query_" + stage),
        Optional.empty(),
        Optional.of("Queries " + stage),
        Annotations.NONE,
        new Adaptation(
            Map.of("token", "\"" + stage + "-token\"", "db", "\"main\""),
            Set.of("token"),
            Map.of("db", Map.of("main", "" + first, "log", "" + (first + 1))),
            Optional.of(
                new Constraint(
                    "{\"properties\":{\"sql\":{\"pattern\":\"^select \"}}}",
                    Optional.of("Only reading is allowed.")))));
  }

  enum Way {
    CALL_TOOL,
    DIRECT,
    PASS_THROUGH
  }

  @BeforeEach
  void start() throws InterruptedException {
    catalog.start();
    catalog.discovered(Sample.of(A, Json.parse(DEFINITION)));
    catalog.awaitApplied(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    server.close();
    catalog.close();
  }

  private CallOutcome call(Way way, String name, String arguments) {
    var call = Json.object().put("name", name);
    call.set("arguments", Json.parse(arguments.replace('\'', '"')));
    return switch (way) {
      case PASS_THROUGH -> new PassThroughSurface(server).call(call, Caller.NONE);
      case DIRECT -> find().call(call, Caller.NONE);
      case CALL_TOOL -> {
        var outer = Json.object().put("name", "call_tool");
        outer.set("arguments", call);
        yield find().call(outer, Caller.NONE);
      }
    };
  }

  private FindModeSurface find() {
    return new FindModeSurface(server, FindSettings.DEFAULT);
  }

  private ObjectNode sent() {
    assertThat(backends.sent).hasSize(1);
    return backends.sent.getFirst().params();
  }

  private String refusal(CallOutcome outcome) {
    assertThat(backends.sent).isEmpty();
    var result = ((CallOutcome.Answered) outcome).result();
    assertThat(result.path("isError").asBoolean()).isTrue();
    return result.at("/content/0/text").asString();
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @EnumSource
  void eachVariantSendsItsOwnArgumentsToTheOneTool(Way way) {
    for (var stage : STAGES) {
      backends.sent.clear();
      call(way, "a_query_" + stage, "{'sql':'select 1','db':'log'}");

      assertThat(sent())
          .isEqualTo(
              json(
                  "{'name':'query','arguments':{'sql':'select 1','db':%s,'token':'%s-token'}}"
                      .formatted(stage.equals("prod") ? "11" : "1", stage)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void defaultThatIsAFriendlyName_becomesItsValue(Way way) {
    call(way, "a_query_prod", "{'sql':'select 1'}");

    assertThat(sent().at("/arguments/db")).isEqualTo(json("10"));
  }

  @ParameterizedTest
  @EnumSource
  void hiddenParameter_isRefused(Way way) {
    assertThat(refusal(call(way, "a_query_prod", "{'sql':'select 1','token':'x'}")))
        .contains("sets token itself");
  }

  @ParameterizedTest
  @EnumSource
  void realValue_isRefusedWithTheNames(Way way) {
    assertThat(refusal(call(way, "a_query_prod", "{'sql':'select 1','db':11}")))
        .contains("/db", "main", "log");
  }

  @ParameterizedTest
  @EnumSource
  void brokenConstraint_isRefusedWithItsText(Way way) {
    assertThat(refusal(call(way, "a_query_prod", "{'sql':'drop x'}")))
        .isEqualTo("Only reading is allowed.");
  }

  @Test
  void listing_showsEachVariantAsItIsCalled() {
    var definitions = new PassThroughSurface(server).definitions();

    assertThat(definitions)
        .extracting(definition -> definition.path("name").asString())
        .containsExactly("a_query_prod", "a_query_staging");
    assertThat(definitions.getFirst().path("description")).isEqualTo(json("'Queries prod'"));
    assertThat(Stream.of("prod-token", "\"query\""))
        .noneMatch(text -> Json.text(definitions.getFirst()).contains(text));
  }
}
