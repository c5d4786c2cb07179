package dev.dowser.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.StdioBackendSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads texts in tests. */
final class Configs {

  static final Path FILE = Path.of("/srv/dowser/dowser.yaml");

  /** A backend so that the rest of a configuration can be looked at. */
  static final String ONE_BACKEND = "backends: [{ name: files, command: serve-files }]\n";

  private Configs() {}

  static ConfigOutcome parse(String text) {
    return ConfigLoader.parse(text, FILE, Map.of("HOME", "/home/ada", "PRINTED", "two words"));
  }

  static GatewaySettings loaded(String text) {
    return loaded(text, Map.of("HOME", "/home/ada"));
  }

  static GatewaySettings loaded(String text, Map<String, String> environment) {
    return settings(ConfigLoader.parse(text, FILE, environment));
  }

  /** The settings of a configuration that must be free of faults and warnings. */
  static GatewaySettings settings(ConfigOutcome outcome) {
    assertThat(faults(outcome)).isEmpty();
    assertThat(warnings(outcome)).isEmpty();
    return ((ConfigOutcome.Loaded) outcome).settings();
  }

  static List<BackendSettings> backends(GatewaySettings settings) {
    return settings.virtualServer().backends();
  }

  static StdioBackendSettings stdio(String keys) {
    var text = "backends:\n- { name: files, command: serve-files, " + keys + " }";
    return (StdioBackendSettings) backends(loaded(text)).getFirst();
  }

  static HttpBackendSettings http(String keys) {
    var text = "backends:\n- { name: web, url: 'https://mcp.example.com/mcp', " + keys + " }";
    return (HttpBackendSettings) backends(loaded(text)).getFirst();
  }

  static List<String> faults(String text) {
    return faults(parse(text));
  }

  /** Faults as "line path: message", for short tables. */
  static List<String> faults(ConfigOutcome outcome) {
    return switch (outcome) {
      case ConfigOutcome.Loaded _ -> List.of();
      case ConfigOutcome.Refused refused ->
          refused.faults().stream()
              .map(f -> f.at().line() + " " + f.path() + ": " + f.message())
              .toList();
    };
  }

  static List<String> warnings(ConfigOutcome outcome) {
    return outcome.warnings().stream()
        .map(w -> w.at().line() + " " + w.path() + ": " + w.message())
        .toList();
  }
}
