package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.backends;
import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.StdioBackendSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir private Path folder;

  private ConfigOutcome load(byte[] content) throws IOException {
    return ConfigLoader.load(
        Files.write(folder.resolve("dowser.yaml"), content), Map.of("HOME", "/home/ada"));
  }

  @Test
  void fileIsRead_alsoWithByteOrderMark() throws IOException {
    var text = "\uFEFFname: größer\nbackends: [{ name: a, command: x }]\n";

    var read = settings(load(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(read.virtualServer().name()).isEqualTo("größer");
  }

  @Test
  void noSuchFile() {
    assertThat(faults(ConfigLoader.load(folder.resolve("none.yaml"), NO_VARIABLES)))
        .containsExactly("0 : there is no such file");
  }

  @Test
  void folderInsteadOfFile() {
    assertThat(faults(ConfigLoader.load(folder, NO_VARIABLES)))
        .containsExactly("0 : is a folder, expected a file");
  }

  @Test
  void tooLarge() throws IOException {
    assertThat(faults(load("#".repeat((4 << 20) + 1).getBytes(StandardCharsets.UTF_8))))
        .containsExactly("0 : is larger than 4 MB; is it a configuration?");
  }

  @Test
  void notUtf8_placeIsTold() throws IOException {
    assertThat(faults(load("name: a\nmode: f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1))))
        .containsExactly("2 : is not UTF-8 text from here on");
  }

  @Test
  void cutInTheMiddleOfACharacter() throws IOException {
    var whole = "name: ü".getBytes(StandardCharsets.UTF_8);

    assertThat(faults(load(Arrays.copyOf(whole, whole.length - 1))))
        .containsExactly("1 : is not UTF-8 text from here on");
  }

  @Test
  void quickstart_namesTheSchemaForEditors() throws IOException {
    assertThat(Files.readString(Path.of("quickstart.yaml")))
        .startsWith("# yaml-language-server: $schema=dowser.schema.json\n");
    assertThat(Path.of("dowser.schema.json")).exists();
  }

  @Test
  void quickstart_loadsWithoutWarning() {
    var file = Path.of("quickstart.yaml");

    var read = settings(ConfigLoader.load(file, Map.of("HOME", "/home/ada")));

    assertThat(read.virtualServer().name()).isEqualTo("quickstart");
    assertThat(backends(read))
        .extracting(BackendSettings::name)
        .containsExactly("everything", "notes", "projects", "memory", "thinking", "git");
  }

  @Test
  void quickstart_samplesAreThereAndVersionsAreFixed() {
    var file = Path.of("quickstart.yaml");

    var read = settings(ConfigLoader.load(file, Map.of("HOME", "/home/ada")));

    assertThat(backends(read))
        .map(StdioBackendSettings.class::cast)
        .allSatisfy(b -> assertThat(b.args().get(1)).matches("@[a-z-]+/[a-z-]+@\\d+\\.\\d+\\.\\d+"))
        .filteredOn(b -> b.cwd().isPresent())
        .hasSize(2)
        .allSatisfy(b -> assertThat(b.cwd().orElseThrow().resolve(b.args().get(2))).isDirectory());
  }

  @Test
  void fileOfTheReference_loadsWithWarningsOnly() {
    var text =
        """
        name: engineering-vmcp
        groupRef: engineering
        incomingAuth:
          type: anonymous
        outgoingAuth:
          source: inline
          default: { type: unauthenticated }
        backends:
          - name: github
            url: http://127.0.0.1:8081/mcp
            transport: streamable-http
            type: entry
            metadata: { team: platform }
        aggregation:
          conflictResolution: prefix
          conflictResolutionConfig: { prefixFormat: "{workload}_" }
          tools: [{ workload: github, filter: [create_issue] }]
        operational:
          timeouts: { default: 30s, perWorkload: { github: 45s } }
          failureHandling:
            healthCheckInterval: 30s
            unhealthyThreshold: 3
            partialFailureMode: best_effort
            circuitBreaker: { enabled: true, failureThreshold: 5, timeout: 60s }
        optimizer:
          embeddingService: http://127.0.0.1:8080
          maxToolsToReturn: 8
          hybridSearchSemanticRatio: "0.5"
        telemetry: { endpoint: localhost:4318 }
        """;

    var outcome = Configs.parse(text);

    assertThat(faults(outcome)).isEmpty();
    assertThat(outcome.warnings())
        .extracting(Warning::path)
        .containsExactly(
            "backends[0].type",
            "backends[0].metadata",
            "operational.failureHandling.healthCheckInterval",
            "operational.failureHandling.unhealthyThreshold",
            "operational.failureHandling.circuitBreaker",
            "optimizer.hybridSearchSemanticRatio",
            "telemetry");
  }
}
