package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Folder;
import dev.dowser.config.EmbeddingModel.Remote;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.snapshot.FileNameMemory;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.Pooling;
import dev.dowser.models.remote.EmbeddingServer;
import dev.dowser.server.backend.link.BackendPlan;
import dev.dowser.server.backend.mcp.EnvironmentProxies;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.backend.mcp.UnusableConnector;
import dev.dowser.server.metatools.Detail;
import dev.dowser.server.metatools.FindSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test per key that the composition root hands on. */
final class HandedOnSettingsTest {
  private static final String TWO =
      """
      backends:
        - {name: files, command: npx, args: [a], startTimeout: 7s}
        - {name: web, url: "http://127.0.0.1:9/mcp", headers: {X-A: b}, startTimeout: 8s}
      """;

  private static final Map<String, String> PROXIES =
      Map.of("HTTPS_PROXY", "socks5://p", "NO_PROXY", "near.example");

  @TempDir private Path folder;

  private GatewaySettings load(String yaml) throws IOException {
    var file = Files.writeString(folder.resolve("dowser.yaml"), yaml);
    return switch (ConfigLoader.load(file, Map.of())) {
      case ConfigOutcome.Loaded(var settings, _) -> settings;
      case ConfigOutcome.Refused(var faults, _) -> throw new AssertionError(faults);
    };
  }

  private List<BackendPlan> plans(String yaml) throws IOException {
    var settings = load(yaml);
    try (var http = new HttpClients(new EnvironmentProxies(PROXIES))) {
      return Translation.plans(settings.virtualServer().backends(), settings.operational(), http);
    }
  }

  private FindSettings find(String yaml) throws IOException {
    return Translation.find(load(yaml + "\nbackends: []").virtualServer().optimizer());
  }

  @Test
  void backends_keepOrderNameTransportAndStartTimeout() throws IOException {
    var plans = plans(TWO);

    assertThat(plans).extracting(plan -> plan.id().toString()).containsExactly("files", "web");
    assertThat(plans)
        .extracting(plan -> plan.connector().transport())
        .containsExactly("stdio", "http");
    assertThat(plans)
        .extracting(BackendPlan::startTimeout)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(8));
  }

  @Test
  void transport_decidesHowABackendIsSpokenTo() throws IOException {
    for (var transport : List.of("streamable-http", "sse")) {
      var plans =
          plans("backends: [{name: w, url: 'http://127.0.0.1:9/', transport: " + transport + "}]");

      assertThat(plans.getFirst().connector().transport()).isEqualTo(transport);
    }
  }

  @Test
  void proxyThatCannotBeUsed_concernsTheBackendsBehindItOnly() throws IOException {
    var plans =
        plans(
            "backends: [{name: a, url: 'https://far.example'}, {name: b, url: 'https://near.example'}]");

    assertThat(plans.getFirst().connector())
        .isInstanceOfSatisfying(
            UnusableConnector.class, it -> assertThat(it.reason()).contains("HTTPS_PROXY"));
    assertThat(plans.getLast().connector()).isNotInstanceOf(UnusableConnector.class);
  }

  @Test
  void timeouts_defaultAndPerWorkload() throws IOException {
    var plans = plans(TWO + "operational: {timeouts: {default: 3s, perWorkload: {web: 1500ms}}}\n");

    assertThat(plans)
        .extracting(BackendPlan::callTimeout)
        .containsExactly(Duration.ofSeconds(3), Duration.ofMillis(1_500));
  }

  @Test
  void processLimits_bothBoundALine() throws IOException {
    assertThat(line("")).isEqualTo(16 << 20);
    assertThat(line(", maxLineBytes: 5MB")).isEqualTo(5 << 20);
    assertThat(line(", maxResultBytes: 4MB")).isEqualTo(4 << 20);
    assertThat(line(", maxLineBytes: 1GB, maxResultBytes: 1GB")).isEqualTo(1 << 30);
  }

  private int line(String keys) throws IOException {
    var backends = load("backends: [{name: b, command: c" + keys + "}]").virtualServer().backends();
    return Translation.line(backends.getFirst().limits());
  }

  @Test
  void filters_decideWhatIsVisible() throws IOException {
    var some = visibility("{tools: [{workload: files, filter: [\"read_*\"]}]}");
    assertThat(some.isVisible(tool("files", "read_x"))).isTrue();
    assertThat(some.isVisible(tool("files", "write"))).isFalse();
    assertThat(some.isVisible(tool("web", "write"))).isTrue();
    var closed = visibility("{defaultToolVisibility: deny, tools: [{workload: files}]}");
    assertThat(closed.isVisible(tool("files", "write"))).isTrue();
    assertThat(closed.isVisible(tool("web", "write"))).isFalse();
    assertThat(visibility("{excludeAllTools: true}").isVisible(tool("web", "a"))).isFalse();
    assertThat(
            visibility("{tools: [{workload: web, excludeAll: true}]}").isVisible(tool("web", "a")))
        .isFalse();
  }

  private ToolVisibility visibility(String aggregation) throws IOException {
    return Translation.visibility(
        load(TWO + "aggregation: " + aggregation).virtualServer().aggregation());
  }

  private static ToolId tool(String backend, String name) {
    return new ToolId(new BackendId(backend), name);
  }

  @Test
  void conflictResolution_decidesTheNamesOfToolsThatClash() throws IOException {
    assertThat(named("prefix, conflictResolutionConfig: {prefixFormat: '{workload}-'}"))
        .containsExactly("files-x", "web-x");
    assertThat(named("priority, conflictResolutionConfig: {priorityOrder: [web]}"))
        .containsExactly("x");
    assertThat(named("manual")).isEmpty();
    assertThat(named("auto")).containsExactly("x", "web_x");
  }

  private List<String> named(String strategy) throws IOException {
    var settings = load(TWO + "aggregation: {conflictResolution: " + strategy + "}");
    var naming =
        Translation.naming(
            settings.virtualServer().aggregation().naming(),
            Translation.reserved(settings.virtualServer().optimizer()),
            new FileNameMemory(folder.resolve("names.json")));
    var tools =
        Stream.of("files", "web")
            .map(id -> new Tool(tool(id, "x"), "", "", List.of(), false, "{}"))
            .map(tool -> new NamedCandidate(tool, false))
            .toList();
    return naming.name(tools).exposed().stream().map(ExposedTool::name).toList();
  }

  @Test
  void optimizer_eachKeyReachesFinding() throws IOException {
    assertThat(find("")).isEqualTo(FindSettings.DEFAULT);
    assertThat(find("optimizer: {maxToolsToReturn: 3}").maxToolsToReturn()).isEqualTo(3);
    assertThat(find("optimizer: {maxTokens: 333}").maxTokens()).isEqualTo(333);
    assertThat(find("optimizer: {detail: schema}").detail()).isEqualTo(Detail.SCHEMA);
    assertThat(find("optimizer: {detail: name}").detail()).isEqualTo(Detail.NAME);
    assertThat(find("optimizer: {overviewTokens: 0}").overviewTokens()).isZero();
    assertThat(find("optimizer: {pinnedTools: [a_b]}").pinnedTools()).containsExactly("a_b");
    assertThat(find("optimizer: {findToolDescription: Look here}").findToolDescription())
        .isEqualTo(Optional.of("Look here"));
  }

  @Test
  void embedding_modelAndWhereTextsAreCut() throws IOException {
    assertThat(model("")).isEqualTo(EmbeddingModel.dowserSmall());
    assertThat(model("embedding: {model: bge-small}")).isEqualTo(EmbeddingModel.bgeSmall());
    assertThat(model("embedding: {maxTokens: 128}"))
        .isEqualTo(EmbeddingModel.dowserSmall().withMaxTokens(128));
    assertThat(model("embedding: {model: minilm}")).isEqualTo(EmbeddingModel.miniLm());
  }

  @Test
  void embedding_modelOfYourOwn() throws IOException {
    var keys = "folder: m, pooling: cls, queryPrefix: 'q: ', documentPrefix: 'd: '";
    var embedding = load("backends: []\nembedding: {" + keys + "}").embedding();

    assertThat(EmbeddingTranslation.model((Folder) embedding.model(), embedding.maxTokens()))
        .isEqualTo(
            EmbeddingModel.inFolder(folder.resolve("m"), Pooling.CLS)
                .withPrefixes("q: ", "d: ")
                .withMaxTokens(256));
  }

  private EmbeddingModel model(String yaml) throws IOException {
    var embedding = load(yaml + "\nbackends: []").embedding();
    return EmbeddingTranslation.model((Bundled) embedding.model(), embedding.maxTokens());
  }

  @Test
  void embedding_serverWithAllItsKeys() throws IOException {
    var keys =
        "api: openai, remoteModel: m, dimensions: 7, headers: {X-A: b}, timeout: 5s,"
            + " queryTimeout: 80ms, batch: 9, queryPrefix: 'q ', documentPrefix: 'd ', maxTokens: 10";
    var embedding =
        load("backends: []\nembedding: {url: 'https://t.example/v1', " + keys + "}").embedding();

    var server =
        EmbeddingTranslation.server(
            (Remote) embedding.model(), embedding.maxTokens(), Map.of("P", "q"));

    assertThat(server)
        .isEqualTo(
            new EmbeddingServer(
                URI.create("https://t.example/v1"),
                EmbeddingServer.Api.OPENAI,
                Optional.of("m"),
                OptionalInt.of(7),
                Map.of("X-A", "b", "P", "q"),
                new EmbeddingServer.Limits(Duration.ofSeconds(5), Duration.ofMillis(80), 9),
                new EmbeddingServer.Texts("q ", "d ", 40)));
  }

  @Test
  void embedding_proxyThatCannotBeUsed_isWhyThereIsNoModel() throws IOException {
    var embedding = load("backends: []\nembedding: {url: 'https://far.example'}").embedding();

    try (var http = new HttpClients(new EnvironmentProxies(PROXIES));
        var source = EmbeddingTranslation.source(embedding, folder, http)) {
      assertThat(source.state())
          .isInstanceOfSatisfying(
              EmbedderState.Unavailable.class,
              it -> assertThat(it.reason()).contains("HTTPS_PROXY"));
    }
  }

  @Test
  void fingerprint_followsCommandAndAddress() throws IOException {
    var id = new BackendId("b");

    assertThat(print("command: a"))
        .isEqualTo(print("command: a"))
        .doesNotContain(print("command: c"));
    assertThat(print("command: a, args: [x]")).isNotEqualTo(print("command: a"));
    assertThat(print("command: a, env: {K: v}")).isNotEqualTo(print("command: a"));
    assertThat(print("url: \"http://h/a\"")).isNotEqualTo(print("url: \"http://h/b\""));
    assertThat(id.toString()).isEqualTo("b");
  }

  private String print(String keys) throws IOException {
    var backends = load("backends: [{name: b, " + keys + "}]").virtualServer().backends();
    return String.valueOf(Translation.fingerprints(backends).get(new BackendId("b")));
  }
}
