package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.loaded;
import static dev.dowser.config.loading.Configs.parse;
import static dev.dowser.config.loading.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import dev.dowser.config.NamingSettings.ConflictResolution;
import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.VirtualServerSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualServersTest {

  private static final String THREE =
      """
      backends:
      - { name: a, command: x }
      - { name: b, command: x }
      - { name: c, command: x }
      groups: { data: [c, a] }
      """;

  private static VirtualServerSettings ops(String keys) {
    return ops(loaded(THREE + "virtualServers: { ops: {" + keys + "} }"));
  }

  private static VirtualServerSettings ops(GatewaySettings settings) {
    return named("ops", settings);
  }

  private static VirtualServerSettings named(String name, GatewaySettings settings) {
    return Optional.ofNullable(settings.virtualServers().get(name)).orElseThrow();
  }

  private static List<String> names(List<BackendSettings> backends) {
    return backends.stream().map(BackendSettings::name).toList();
  }

  @Test
  void nothingIsSaid_defaultsHoldAndNotWhatTheMainOneHas() {
    var settings =
        loaded(
            """
            name: main-one
            mode: all
            groupRef: data
            aggregation: { conflictResolution: auto }
            optimizer: { maxTokens: 90 }
            virtualServers: { ops: , all: { backends: [c, b, a] } }
            """
                + THREE);

    assertThat(ops(settings))
        .isEqualTo(
            new VirtualServerSettings(
                "ops",
                named("all", settings).backends(),
                AggregationSettings.defaults(),
                OptimizerSettings.defaults(),
                Mode.FIND));
    assertThat(names(ops(settings).backends())).containsExactly("a", "b", "c");
    assertThat(names(settings.virtualServer().backends())).containsExactly("a", "c");
  }

  @Test
  void nameIsToldToClients() {
    assertThat(ops("name: Operations, groupRef: data").name()).isEqualTo("Operations");
  }

  @Test
  void backendsAreThoseNamed_inConfigurationOrder() {
    var text = "virtualServers: { ops: { backends: [c, b] } }\n";

    assertThat(names(ops(loaded(THREE + "groupRef: data\n" + text)).backends()))
        .containsExactly("b", "c");
  }

  @Test
  void groupRefPicksAGroup() {
    assertThat(names(ops("groupRef: data").backends())).containsExactly("a", "c");
  }

  @Test
  void aggregationOptimizerAndModeAreItsOwn() {
    var ops =
        ops(
            "groupRef: data, mode: all, optimizer: { maxTokens: 90 }, aggregation: { conflictResolution: auto }");

    assertThat(ops.mode()).isEqualTo(Mode.ALL);
    assertThat(ops.optimizer().maxTokens()).isEqualTo(90);
    assertThat(ops.aggregation().naming().conflictResolution()).isEqualTo(ConflictResolution.AUTO);
    assertThat(ops("groupRef: data, incomingAuth: { type: anonymous }").mode())
        .isEqualTo(Mode.FIND);
  }

  @Test
  void allVirtualServersComeInOrder_theMainOneFirst() {
    var settings =
        loaded(THREE + "groupRef: data\nvirtualServers: { z: {}, b: { backends: [b] }, a: {} }");

    assertThat(settings.allVirtualServers().sequencedKeySet())
        .containsExactly("main", "z", "b", "a");
    assertThat(settings.allVirtualServers().firstEntry().getValue())
        .isEqualTo(settings.virtualServer());
    assertThat(names(settings.backends())).containsExactly("a", "c", "b");
  }

  @Test
  void serversOfAClientsFileServeToo() {
    var text =
        "{\"mcpServers\": {\"x\": {\"command\": \"y\"}}, \"virtualServers\": {\"ops\": {\"backends\": [\"x\"]}}}";

    assertThat(names(ops(loaded(text)).backends())).containsExactly("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ops: {}|Ops: expected a name of 1 to 64 small letters, digits, \"_\" or \"-\", a letter or digit first",
        "a/b: {}|a/b: expected a name of 1 to 64 small letters, digits, \"_\" or \"-\", a letter or digit first",
        ".well-known: {}|.well-known: expected a name of 1 to 64 small letters, digits, \"_\" or \"-\", a letter or digit first",
        "admin: {}|admin: is a name that the gateway needs itself; choose another",
        "main: {}|main: is a name that the gateway needs itself; choose another",
        "tools: {}|tools: would be served at server.path; choose another name",
        "ops: 1|ops: expected a mapping (key: value), got a single value",
        "ops: { backend: [a] }|ops.backend: unknown key; did you mean \"backends\"?",
        "ops: { backends: [a, d] }|ops.backends[1]: there is no backend \"d\"; there are: a, b, c",
        "ops: { backends: [a, a] }|ops.backends[1]: \"a\" stands in the list already",
        "ops: { backends: a }|ops.backends: expected a list, got a single value",
        "ops: { groupRef: date }|ops.groupRef: there is no group \"date\"; did you mean \"data\"?",
        "ops: { backends: [a], groupRef: data }|ops.groupRef: expected either backends or groupRef, got both",
        "ops: { mode: some }|ops.mode: expected one of find, all, got \"some\"",
        "ops: { optimizer: { maxTokens: 1 } }|ops.optimizer.maxTokens: expected a whole number 50..100000, got \"1\"",
        "ops: { aggregation: { tool: [] } }|ops.aggregation.tool: unknown key; did you mean \"tools\"?",
        "ops: { incomingAuth: { type: oidc } }|ops.incomingAuth.type: \"oidc\" is not built yet; expected anonymous",
        "ops: { server: { port: 1 } }|ops.server: unknown key; known here: name, backends, groupRef, aggregation, optimizer, mode, incomingAuth"
      })
  void mistakesAreToldWhereTheyStand(String written, String fault) {
    var text =
        THREE + "groupRef: data\nserver: { path: /tools/mcp }\nvirtualServers:\n  " + written;

    assertThat(faults(text)).containsExactly("9 virtualServers." + fault);
  }

  @Test
  void groupWithoutAnyGroups_isRefusedHere() {
    assertThat(faults(Configs.ONE_BACKEND + "virtualServers: { ops: { groupRef: data } }"))
        .containsExactly(
            "2 virtualServers.ops.groupRef: there is no group \"data\"; there are: none");
  }

  @Test
  void noBackends_isToldAsAWarning() {
    var outcome = parse(Configs.ONE_BACKEND + "virtualServers: { ops: { backends: [] } }");

    assertThat(faults(outcome)).isEmpty();
    assertThat(warnings(outcome))
        .containsExactly("2 virtualServers.ops.backends: no backends, so there is nothing to find");
  }

  @Test
  void addressOfAVirtualServer_isTheGatewayItself() {
    var text =
        "backends:\n- { name: a, url: 'http://127.0.0.1:4483/ops/mcp' }\nvirtualServers: { ops: {} }";

    assertThat(faults(text))
        .containsExactly("2 backends[0].url: is this gateway itself; it cannot be its own backend");
  }
}
