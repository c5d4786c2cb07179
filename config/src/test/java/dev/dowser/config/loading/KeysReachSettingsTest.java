package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.ONE_BACKEND;
import static dev.dowser.config.loading.Configs.backends;
import static dev.dowser.config.loading.Configs.http;
import static dev.dowser.config.loading.Configs.loaded;
import static dev.dowser.config.loading.Configs.stdio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.BackendLimits;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.DataDirectory;
import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.HttpTransport;
import dev.dowser.config.Mode;
import dev.dowser.config.OperationalSettings;
import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.ServerSettings;
import dev.dowser.config.SessionSettings;
import dev.dowser.config.StdioBackendSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** One test per key: what the file says stands in the record. */
class KeysReachSettingsTest {

  private static GatewaySettings with(String text) {
    return loaded(ONE_BACKEND + text);
  }

  private static AggregationSettings aggregation(String keys) {
    return with("aggregation: { " + keys + " }").virtualServer().aggregation();
  }

  private static OptimizerSettings optimizer(String keys) {
    return with("optimizer: { " + keys + " }").virtualServer().optimizer();
  }

  private static ServerSettings server(String keys) {
    return with("server: { " + keys + " }").server();
  }

  private static EmbeddingSettings embedding(String keys) {
    return with("embedding: { " + keys + " }").embedding();
  }

  private static OperationalSettings operational(String keys) {
    return with("operational: { " + keys + " }").operational();
  }

  @Test
  void nothingConfigured_defaultsHold() {
    var settings = loaded(ONE_BACKEND);

    assertThat(settings.virtualServer().name()).isEqualTo("dowser");
    assertThat(settings.virtualServer().mode()).isEqualTo(Mode.FIND);
    assertThat(settings.virtualServer().aggregation()).isEqualTo(AggregationSettings.defaults());
    assertThat(settings.virtualServer().optimizer()).isEqualTo(OptimizerSettings.defaults());
    assertThat(settings.server()).isEqualTo(ServerSettings.defaults());
    assertThat(settings.sessions()).isEqualTo(SessionSettings.defaults());
    assertThat(settings.embedding()).isEqualTo(EmbeddingSettings.defaults());
    assertThat(settings.operational()).isEqualTo(OperationalSettings.defaults());
    assertThat(settings.admin().token()).isEmpty();
  }

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(OptimizerSettings.defaults())
        .isEqualTo(
            new OptimizerSettings(
                8,
                600,
                OptimizerSettings.Detail.SIGNATURE,
                Optional.empty(),
                150,
                List.of(),
                OptionalInt.empty(),
                false));
    assertThat(ServerSettings.defaults())
        .isEqualTo(
            new ServerSettings("127.0.0.1", 4483, "/mcp", List.of(), List.of(), 8 * 1024 * 1024));
    assertThat(SessionSettings.defaults())
        .isEqualTo(new SessionSettings(Duration.ofMinutes(30), 10_000));
    assertThat(EmbeddingSettings.defaults())
        .isEqualTo(new EmbeddingSettings(EmbeddingModel.Bundled.DOWSER, 256));
    assertThat(OperationalSettings.defaults().defaultTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(OperationalSettings.defaults().discoveryInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(AggregationSettings.defaults().naming().prefixFormat()).isEqualTo("{workload}_");
  }

  @Test
  void emptySectionsMeanTheSameAsAbsentOnes() {
    var text = "optimizer:\naggregation: {}\nserver:\noperational: { timeouts: }\ngroups: {}\n";

    assertThat(with(text)).isEqualTo(loaded(ONE_BACKEND));
  }

  @Test
  void name() {
    assertThat(with("name: engineering").virtualServer().name()).isEqualTo("engineering");
  }

  @Test
  void mode() {
    assertThat(with("mode: all").virtualServer().mode()).isEqualTo(Mode.ALL);
    assertThat(with("mode: find").virtualServer().mode()).isEqualTo(Mode.FIND);
  }

  @Test
  void groupRefPicksOneGroup_inConfigurationOrder() {
    var text =
        """
        groupRef: data
        groups: { data: [c, a], other: [b] }
        backends:
        - { name: a, command: x }
        - { name: b, command: x }
        - { name: c, command: x }
        """;

    assertThat(backends(loaded(text))).extracting(BackendSettings::name).containsExactly("a", "c");
  }

  @Test
  void groupRefWithoutGroups_allBackendsBelong() {
    assertThat(backends(with("groupRef: engineering"))).hasSize(1);
  }

  @Test
  void backendName() {
    assertThat(stdio("args: []").name()).isEqualTo("files");
  }

  @Test
  void command() {
    assertThat(stdio("args: []").command()).isEqualTo("serve-files");
  }

  @Test
  void args_alsoEmptyOnesAndNumbers() {
    assertThat(stdio("args: [-y, '', 8080, true]").args())
        .containsExactly("-y", "", "8080", "true");
  }

  @Test
  void env_alsoEmptyAndNumericValues() {
    assertThat(stdio("env: { PORT: 8080, EMPTY: '', DEBUG: false }").env())
        .isEqualTo(Map.of("PORT", "8080", "EMPTY", "", "DEBUG", "false"));
  }

  @Test
  void inheritEnv() {
    assertThat(stdio("inheritEnv: [AWS_PROFILE]").inheritEnv()).containsExactly("AWS_PROFILE");
  }

  @Test
  void cwd_relativeToTheFolderOfTheFile() {
    assertThat(stdio("cwd: data/../sets").cwd()).contains(Path.of("/srv/dowser/sets"));
    assertThat(stdio("cwd: /opt").cwd()).contains(Path.of("/opt"));
    assertThat(stdio("cwd: ~/work").cwd()).contains(Path.of("/home/ada/work"));
    assertThat(stdio("args: []").cwd()).isEmpty();
  }

  @Test
  void stdioTransportMayBeNamed() {
    assertThat(stdio("transport: stdio").command()).isEqualTo("serve-files");
  }

  @Test
  void startTimeout() {
    assertThat(stdio("startTimeout: 5m").limits().startTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(http("startTimeout: 5s").limits().startTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void maxResultBytes() {
    assertThat(stdio("maxResultBytes: 1 MB").limits().maxResultBytes()).isEqualTo(1 << 20);
    assertThat(http("maxResultBytes: 65536").limits().maxResultBytes()).isEqualTo(65536);
  }

  @Test
  void maxLineBytes() {
    assertThat(stdio("maxLineBytes: 512 KB").limits().maxLineBytes()).isEqualTo(512 << 10);
  }

  @Test
  void limitsNotGiven_defaultsOfTheTransport() {
    assertThat(stdio("args: []").limits())
        .isEqualTo(new BackendLimits(Duration.ofMinutes(2), 100L << 20, 16L << 20));
    assertThat(http("headers: {}").limits())
        .isEqualTo(new BackendLimits(Duration.ofSeconds(30), 100L << 20, 16L << 20));
  }

  @Test
  void url() {
    assertThat(http("headers: {}").url()).hasToString("https://mcp.example.com/mcp");
  }

  @Test
  void headers() {
    assertThat(http("headers: { X-Api-Key: abc }").headers()).isEqualTo(Map.of("X-Api-Key", "abc"));
  }

  @Test
  void transport() {
    assertThat(http("transport: streamable-http").transport())
        .isEqualTo(HttpTransport.STREAMABLE_HTTP);
    assertThat(http("transport: sse").transport()).isEqualTo(HttpTransport.SSE);
    assertThat(http("headers: {}").transport()).isEqualTo(HttpTransport.PROBED);
  }

  @Test
  void authenticationThatAsksForNothing() {
    var text =
        """
        incomingAuth: { type: anonymous, authz: { type: none } }
        outgoingAuth:
          source: inline
          default: { type: unauthenticated }
          backends: { files: { type: unauthenticated } }
        """;

    assertThat(with(text)).isEqualTo(loaded(ONE_BACKEND));
  }

  @Test
  void prefixFormat() {
    var read =
        aggregation(
            "conflictResolution: prefix, conflictResolutionConfig: { prefixFormat: '{workload}.' }");

    assertThat(read.naming().prefixFormat()).isEqualTo("{workload}.");
  }

  @Test
  void filter() {
    var read = aggregation("tools: [{ workload: files, filter: ['read_*', list] }]");

    assertThat(read.tools().getFirst().filter()).containsExactly("read_*", "list");
  }

  @Test
  void excludeAll() {
    var read = aggregation("tools: [{ workload: files, excludeAll: true, filter: [list] }]");

    assertThat(read.tools().getFirst().excludeAll()).isTrue();
  }

  @Test
  void excludeAllTools() {
    assertThat(aggregation("excludeAllTools: true").excludeAllTools()).isTrue();
  }

  @Test
  void defaultToolVisibility() {
    var read = aggregation("defaultToolVisibility: deny, tools: [{ workload: files }]");

    assertThat(read.defaultToolVisibility()).isEqualTo(Visibility.DENY);
    assertThat(aggregation("defaultToolVisibility: allow").defaultToolVisibility())
        .isEqualTo(Visibility.ALLOW);
  }

  @Test
  void optimizerKeys() {
    assertThat(optimizer("maxToolsToReturn: '50'").maxToolsToReturn()).isEqualTo(50);
    assertThat(optimizer("maxTokens: 1200").maxTokens()).isEqualTo(1200);
    assertThat(optimizer("detail: schema").detail()).isEqualTo(OptimizerSettings.Detail.SCHEMA);
    assertThat(optimizer("detail: name").detail()).isEqualTo(OptimizerSettings.Detail.NAME);
    assertThat(optimizer("findToolDescription: Find tools.").findToolDescription())
        .contains("Find tools.");
    assertThat(optimizer("overviewTokens: 0").overviewTokens()).isZero();
    assertThat(optimizer("allowModeOverride: true").allowModeOverride()).isTrue();
    assertThat(optimizer("pinnedTools: [b, a]").pinnedTools()).containsExactly("b", "a");
  }

  @Test
  void maxResultTokens_isOffOrANumber() {
    assertThat(optimizer("maxResultTokens: 4000").maxResultTokens()).hasValue(4_000);
    assertThat(optimizer("maxResultTokens: '200'").maxResultTokens()).hasValue(200);
    assertThat(optimizer("maxResultTokens: off").maxResultTokens()).isEmpty();
    assertThat(optimizer("maxResultTokens: 0").maxResultTokens()).isEmpty();
    assertThat(optimizer("pinnedTools: [read_result]").pinnedTools())
        .containsExactly("read_result");
  }

  @Test
  void serverKeys() {
    assertThat(server("host: 0.0.0.0").host()).isEqualTo("0.0.0.0");
    assertThat(server("host: '::1'").host()).isEqualTo("::1");
    assertThat(server("port: 0").port()).isZero();
    assertThat(server("path: /tools/mcp").path()).isEqualTo("/tools/mcp");
    assertThat(
            server("allowedHosts: [mcp.example.com, 'a.example:8080', '[fe80::1]']").allowedHosts())
        .containsExactly("mcp.example.com", "a.example:8080", "[fe80::1]");
    assertThat(server("allowedOrigins: ['https://app.example.com']").allowedOrigins())
        .containsExactly("https://app.example.com");
    assertThat(server("maxRequestBytes: 2MiB").maxRequestBytes()).isEqualTo(2 << 20);
  }

  @Test
  void sessionKeys() {
    assertThat(with("sessions: { idle: 1h30m, max: 5 }").sessions())
        .isEqualTo(new SessionSettings(Duration.ofMinutes(90), 5));
  }

  @Test
  void dataDir() {
    assertThat(with("dataDir: state").dataDir())
        .isEqualTo(new DataDirectory.OnDisk(Path.of("/srv/dowser/state")));
    assertThat(with("dataDir: ':memory:'").dataDir()).isEqualTo(new DataDirectory.InMemory());
  }

  @Test
  void embeddingModel() {
    assertThat(embedding("model: minilm").model()).isEqualTo(EmbeddingModel.Bundled.MINILM);
    assertThat(embedding("model: bge-small").model()).isEqualTo(EmbeddingModel.Bundled.BGE_SMALL);
    assertThat(embedding("model: dowser").model()).isEqualTo(EmbeddingModel.Bundled.DOWSER);
    assertThat(embedding("maxTokens: 512").maxTokens()).isEqualTo(512);
  }

  @Test
  void embeddingFolder() {
    var keys = "folder: m, pooling: cls, queryPrefix: 'query: ', documentPrefix: 'passage: '";

    assertThat(embedding(keys).model())
        .isEqualTo(
            new EmbeddingModel.Folder(
                Path.of("/srv/dowser/m"), EmbeddingModel.Pooling.CLS, "query: ", "passage: "));
    assertThat(embedding("folder: /m").model())
        .isEqualTo(new EmbeddingModel.Folder(Path.of("/m"), EmbeddingModel.Pooling.MEAN, "", ""));
  }

  @Test
  void timeouts() {
    var read = operational("timeouts: { default: 500ms, perWorkload: { files: '90' } }");

    assertThat(read.timeout("web")).isEqualTo(Duration.ofMillis(500));
    assertThat(read.timeout("files")).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void discoveryInterval() {
    assertThat(operational("discoveryInterval: 1m").discoveryInterval())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void partialFailureMode() {
    assertThat(operational("failureHandling: { partialFailureMode: best_effort }"))
        .isEqualTo(OperationalSettings.defaults());
  }

  @Test
  void logLevel() {
    assertThat(operational("logLevel: debug").logLevel())
        .isEqualTo(OperationalSettings.LogLevel.DEBUG);
  }

  @Test
  void adminToken() {
    var text = ONE_BACKEND + "admin: { tokenEnv: ADMIN_TOKEN }";

    var read = loaded(text, Map.of("HOME", "/home/ada", "ADMIN_TOKEN", "s3cret"));

    assertThat(read.admin().token()).contains("s3cret");
  }

  @Test
  void sessionStorageInMemoryIsWhatThereIs() {
    assertThat(with("sessionStorage: { provider: memory }")).isEqualTo(loaded(ONE_BACKEND));
  }

  @Test
  void secretsAreNotInToString() {
    var process = (BackendSettings) stdio("args: [--key=s3cret], env: { KEY: s3cret }");
    var remote =
        backends(
            loaded("backends: [{ name: w, url: 'https://h/p?k=s3cret', headers: { K: s3cret } }]"));
    var admin = loaded(ONE_BACKEND + "admin: { tokenEnv: T }", Map.of("HOME", "/h", "T", "s3cret"));

    assertThat(process instanceof StdioBackendSettings).isTrue();
    assertThat(process + " " + remote + " " + admin).doesNotContain("s3cret").contains("KEY");
  }
}
