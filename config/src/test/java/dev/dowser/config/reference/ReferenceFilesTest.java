package dev.dowser.config.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.HttpTransport;
import dev.dowser.config.Mode;
import dev.dowser.config.NamingSettings.ConflictResolution;
import dev.dowser.config.OperationalSettings.LogLevel;
import dev.dowser.config.ToolOverride;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.config.WorkloadTools;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import dev.dowser.config.loading.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as the reference system has them: they load here as they are and mean the same. */
class ReferenceFilesTest {

  private static final Path FILES = Path.of("src/test/resources/dev/dowser/config/reference");
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ada");

  private static ConfigOutcome.Loaded outcome(String file) {
    return switch (ConfigLoader.load(FILES.resolve(file), ENVIRONMENT)) {
      case ConfigOutcome.Loaded loaded -> loaded;
      case ConfigOutcome.Refused(var faults, _) -> throw new AssertionError(faults);
    };
  }

  private static List<String> warned(ConfigOutcome.Loaded outcome) {
    return outcome.warnings().stream().map(Warning::path).toList();
  }

  /** Of a file that gives no warning. */
  private static GatewaySettings settings(String file) {
    var outcome = outcome(file);
    assertThat(outcome.warnings()).isEmpty();
    return outcome.settings();
  }

  private static VirtualServerSettings server(String file) {
    return settings(file).virtualServer();
  }

  private static HttpBackendSettings remote(VirtualServerSettings server, int index) {
    return (HttpBackendSettings) server.backends().get(index);
  }

  @Test
  void thereAreTen() throws IOException {
    try (var files = Files.list(FILES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).hasSize(10);
    }
  }

  @Test
  void smallest() {
    var server = server("01-smallest.yaml");

    assertThat(server.name()).isEqualTo("smallest");
    assertThat(server.mode()).isEqualTo(Mode.FIND);
    assertThat(remote(server, 0).url()).hasToString("http://127.0.0.1:4100/mcp");
  }

  @Test
  void twoTransports() {
    var server = server("02-two-transports.yaml");

    assertThat(remote(server, 0).transport()).isEqualTo(HttpTransport.STREAMABLE_HTTP);
    assertThat(remote(server, 1).transport()).isEqualTo(HttpTransport.SSE);
    assertThat(server.aggregation().naming().prefixFormat()).isEqualTo("{workload}.");
  }

  @Test
  void priority() {
    var naming = server("03-priority.yaml").aggregation().naming();

    assertThat(naming.conflictResolution()).isEqualTo(ConflictResolution.PRIORITY);
    assertThat(naming.priorityOrder()).containsExactly("gitlab", "github");
  }

  @Test
  void manualWithOverrides_alsoOnesThatOnlyAnnotate() {
    var aggregation = server("04-manual-with-overrides.yaml").aggregation();

    assertThat(aggregation.naming().conflictResolution()).isEqualTo(ConflictResolution.MANUAL);
    assertThat(override(aggregation.tools().getFirst(), "create_issue"))
        .extracting(ToolOverride::name, ToolOverride::description)
        .containsExactly(
            Optional.of("github_create_issue"),
            Optional.of("Opens an issue in a GitHub repository"));
    var delete = override(aggregation.tools().getLast(), "delete_issue");
    assertThat(delete.name()).isEmpty();
    assertThat(delete.annotationTitle()).contains("Delete an issue");
    assertThat(delete.hints())
        .isEqualTo(
            Map.of(
                "readOnlyHint", false,
                "destructiveHint", true,
                "idempotentHint", true,
                "openWorldHint", false));
  }

  private static ToolOverride override(WorkloadTools tools, String tool) {
    return tools.overrides().getOrDefault(tool, List.of()).getFirst();
  }

  @Test
  void visibility() {
    var aggregation = server("05-visibility.yaml").aggregation();

    assertThat(aggregation.defaultToolVisibility()).isEqualTo(Visibility.DENY);
    assertThat(aggregation.excludeAllTools()).isFalse();
    assertThat(aggregation.tools())
        .extracting(WorkloadTools::workload, WorkloadTools::filter, WorkloadTools::excludeAll)
        .containsExactly(
            tuple("tickets", List.of("list_tickets", "get_ticket"), false),
            tuple("billing", List.of(), true));
  }

  @Test
  void optimizer_theWeightsOfItsRankingAreWarnedAbout() {
    var outcome = outcome("06-optimizer.yaml");

    assertThat(outcome.settings().virtualServer().optimizer().maxToolsToReturn()).isEqualTo(12);
    assertThat(warned(outcome))
        .containsExactly(
            "optimizer.hybridSearchSemanticRatio", "optimizer.semanticDistanceThreshold");
  }

  @Test
  void optimizerWithEmbeddings() {
    var optimizer = outcome("07-optimizer-with-embeddings.yaml").settings().virtualServer();

    assertThat(optimizer.optimizer().maxToolsToReturn()).isEqualTo(5);
  }

  @Test
  void operational_timeoutsActAndHealthChecksAreWarnedAbout() {
    var outcome = outcome("08-operational.yaml");

    var operational = outcome.settings().operational();
    assertThat(operational.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(operational.timeout("slow")).isEqualTo(Duration.ofMinutes(2));
    assertThat(operational.timeout("quick")).isEqualTo(Duration.ofSeconds(30));
    assertThat(warned(outcome))
        .allMatch(path -> path.startsWith("operational.failureHandling."))
        .hasSize(5);
  }

  @Test
  void telemetryAndAudit_areWarnedAbout() {
    assertThat(warned(outcome("09-telemetry-and-audit.yaml")))
        .containsExactly("telemetry", "audit");
  }

  @Test
  void everythingElse() {
    var outcome = outcome("10-everything-else.yaml");

    assertThat(remote(outcome.settings().virtualServer(), 0).caBundle())
        .hasValueSatisfying(bundle -> assertThat(bundle.authorities()).hasSize(1));
    assertThat(outcome.settings().virtualServer().backends())
        .extracting(BackendSettings::name)
        .containsExactly("internal");
    assertThat(warned(outcome))
        .containsExactly(
            "metadata", "backends[0].type", "backends[0].metadata", "sessionStorage.keyPrefix");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"compositeTools: []", "passthroughHeaders: []", "codeMode: {}", "rateLimiting:"})
  void emptyKeysForLater_askForNothing(String text) {
    var whole = "backends: [{ name: a, url: 'http://h/mcp' }]\n" + text;

    assertThat(ConfigLoader.parse(whole, FILES.resolve("x.yaml"), ENVIRONMENT))
        .isInstanceOfSatisfying(
            ConfigOutcome.Loaded.class, it -> assertThat(it.warnings()).isEmpty());
  }

  /** What later versions bring, and what only Kubernetes has: refused by name, never ignored. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "incomingAuth: { type: oidc, oidc: { issuer: 'https://i', audience: a, clientId: c, clientSecretEnv: S, resource: 'https://r', scopes: [s] } }|incomingAuth.type, incomingAuth.oidc",
        "incomingAuth: { type: local }|incomingAuth.type",
        "incomingAuth: { type: anonymous, authz: { type: cedar, policies: ['permit(principal, action, resource);'], entitiesJson: '[]' } }|incomingAuth.authz.type, incomingAuth.authz.policies, incomingAuth.authz.entitiesJson",
        "outgoingAuth: { source: discovered }|outgoingAuth.source",
        "outgoingAuth: { source: inline, default: { type: header_injection, headerName: A, headerValueEnv: V } }|outgoingAuth.default.type",
        "outgoingAuth: { source: inline, backends: { a: { type: token_exchange, tokenUrl: 'https://t' } } }|outgoingAuth.backends.a.type",
        "aggregation: { tools: [{ workload: a, toolConfigRef: { name: t } }] }|aggregation.tools[0].toolConfigRef",
        "compositeTools: [{ name: t, description: d, steps: [{ id: s, tool: a.b }] }]|compositeTools",
        "compositeToolRefs: [{ name: t }]|compositeToolRefs",
        "codeMode: { enabled: true }|codeMode",
        "sessionStorage: { provider: redis, address: 'r:6379' }|sessionStorage.provider",
        "rateLimiting: { perUser: { maxTokens: 5, refillPeriod: 1m } }|rateLimiting",
        "passthroughHeaders: [X-Tenant]|passthroughHeaders",
        "operational: { failureHandling: { partialFailureMode: fail } }|operational.failureHandling.partialFailureMode",
      })
  void keysForLater_areRefusedByName(String text, String paths) {
    var whole = "backends: [{ name: a, url: 'http://h/mcp' }]\n" + text;
    var outcome = ConfigLoader.parse(whole, FILES.resolve("x.yaml"), ENVIRONMENT);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ConfigOutcome.Refused.class,
            refused -> {
              assertThat(refused.faults().stream().map(Fault::path).distinct())
                  .containsExactlyInAnyOrder(paths.split(", ", -1));
              assertThat(refused.faults()).allMatch(f -> f.kind() == Fault.Kind.NOT_BUILT);
            });
  }
}
