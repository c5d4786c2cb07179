package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DefinitionsTest {
  private static final FindSettings WITHOUT_OVERVIEW =
      new FindSettings(8, 600, Detail.SIGNATURE, Optional.empty(), 0, List.of());

  @Test
  void bothDefinitionsWithoutOverviewAreAtMost250Tokens() {
    var surface = new Surfaces(Surfaces.twoServers(), WITHOUT_OVERVIEW).surface;

    int tokens =
        surface.definitions().stream().mapToInt(tool -> TokenCount.exact(Json.text(tool))).sum();

    assertThat(tokens).isLessThanOrEqualTo(250);
  }

  @Test
  void definitionsHaveTitleAnnotationsMetaAndNoOutputSchema() {
    var definitions = new Surfaces(Surfaces.twoServers()).surface.definitions();

    assertThat(definitions)
        .extracting(tool -> tool.path("name").asString())
        .containsExactly("find_tool", "call_tool");
    assertThat(definitions)
        .allMatch(tool -> tool.path("title").isString() && !tool.has("outputSchema"));
    assertThat(definitions)
        .allMatch(tool -> tool.path("_meta").path("anthropic/alwaysLoad").asBoolean());
    assertThat(Json.text(definitions.getFirst().path("annotations")))
        .isEqualTo("{\"readOnlyHint\":true,\"idempotentHint\":true,\"openWorldHint\":false}");
    assertThat(Json.text(definitions.get(1).path("annotations")))
        .isEqualTo("{\"readOnlyHint\":false,\"destructiveHint\":true,\"openWorldHint\":true}");
  }

  @Test
  void schemasAreFlat() {
    var definitions = new Surfaces(Surfaces.twoServers()).surface.definitions();

    assertThat(definitions)
        .flatExtracting(tool -> tool.path("inputSchema").path("properties").valueStream().toList())
        .allMatch(DefinitionsTest::isFlat);
  }

  private static boolean isFlat(JsonNode property) {
    boolean union =
        property.has("anyOf") || property.has("oneOf") || !property.path("type").isString();
    boolean array = property.path("type").asString("").equals("array");
    return !union && array == property.path("items").has("type");
  }

  @Test
  void overviewNamesServersInConfigurationOrderWithWhatTheyAreFor() {
    var surface = new Surfaces(Surfaces.twoServers()).surface;

    assertThat(surface.definitions().getFirst().path("description").asString())
        .endsWith("Servers: github (Work with issues and pull requests); files (file).");
    assertThat(surface.instructions()).contains("find_tool").endsWith("files (file).");
  }

  @Test
  void backendsComeAndGo_definitionsStayTheSame() {
    var server = Surfaces.twoServers();
    var surface = new Surfaces(server).surface;
    var before = surface.definitions();

    server.states.put(new BackendId("github"), State.DOWN);
    server.publish(List.of(new BackendId("files")));

    assertThat(surface.definitions()).isEqualTo(before);
    assertThat(surface.followsCatalog()).isFalse();
  }

  @Test
  void unknownBackendBecomesKnown_overviewGainsItsPurpose() {
    var server = Surfaces.twoServers();
    server.publish(List.of());
    var surface = new Surfaces(server).surface;
    var before = surface.instructions();

    server.publish(server.backends());

    assertThat(before).endsWith("Servers: github; files.");
    assertThat(surface.instructions()).contains("github (Work with issues");
  }

  @Test
  void instructionsOfBackend_areCutAndCleaned() {
    var server =
        new FakeVirtualServer()
            .backend("evil", "", "Line\u001b[31m one\u200b\u202e\nline two " + "word ".repeat(500))
            .tool("evil", "x", "x", "{}");

    var text = new Surfaces(server).surface.instructions();

    assertThat(text).contains("evil (Line one line two word").hasSizeLessThan(250);
    assertThat(text).doesNotContain("\n", "\u001b", "\u200b", "\u202e");
  }

  @Test
  void configuredDescriptionReplacesTheGeneratedOne() {
    var settings = new FindSettings(8, 600, Detail.SIGNATURE, Optional.of("Mine."), 150, List.of());

    var definitions = new Surfaces(Surfaces.twoServers(), settings).surface.definitions();

    assertThat(definitions.getFirst().path("description").asString()).isEqualTo("Mine.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 40, 150, 400})
  void overviewStaysInItsBudget(int budget) {
    for (int count : List.of(0, 1, 3, 20, 455)) {
      var server = new FakeVirtualServer();
      IntStream.range(0, count)
          .forEach(i ->
              server.backend(
                  "server-" + i,
                  "Title " + i,
                  "外部の服务器 does many things with calendars, contacts and dates."));
      server.publish(server.backends());

      var overview = new Overview(server, budget).text();

      assertThat(TokenCount.exact(overview)).isLessThanOrEqualTo(budget);
    }
  }

  @Test
  void manyServers_overviewNamesThoseThatFitAndCountsTheOthers() {
    var server = new FakeVirtualServer();
    IntStream.range(0, 455).forEach(i -> server.backend("server-" + i, "", ""));

    assertThat(new Overview(server, 60).text())
        .startsWith("Servers: server-0, server-1")
        .endsWith("more.");
  }
}
