package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.faults;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnEndpointTest {

  private static final String ITSELF = "is this gateway itself; it cannot be its own backend";

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:4483/mcp", "http://localhost:4483/mcp", "http://[::1]:4483/mcp"})
  void ownAddress_isRefused(String url) {
    assertThat(faults("backends:\n- { name: a, url: '" + url + "' }\n"))
        .containsExactly("2 backends[0].url: " + ITSELF);
  }

  @Test
  void ownAddressAsConfigured_isRefused() {
    var text =
        "backends:\n- { name: a, url: 'http://gate:99/x' }\nserver: { host: gate, port: 99, path: /x }\n";

    assertThat(faults(text)).containsExactly("2 backends[0].url: " + ITSELF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4484/mcp",
        "http://127.0.0.1:4483/other",
        "https://h:4483/mcp",
        "http://127.0.0.1/mcp"
      })
  void otherAddress_isFine(String url) {
    assertThat(faults("backends:\n- { name: a, url: '" + url + "' }\n")).isEmpty();
  }

  @Test
  void ourOwnStdio_isRefused_anotherGatewayIsNot() {
    assertThat(faults("backends:\n- { name: a, command: /opt/dowser, args: [stdio] }\n"))
        .containsExactly("2 backends[0].command: " + ITSELF);
    assertThat(
            faults(
                "backends:\n- { name: a, command: dowser, args: [stdio, --data-dir, /srv/b] }\n"))
        .isEmpty();
    assertThat(faults("backends:\n- { name: a, command: dowser, args: [version] }\n")).isEmpty();
  }

  @Test
  void inTheFormOfClients_unlessSwitchedOff() {
    var entry = "{\"mcpServers\": {\"a\": {\"url\": \"http://127.0.0.1:4483/mcp\"%s}}}";

    assertThat(faults(entry.formatted(""))).containsExactly("1 mcpServers.a.url: " + ITSELF);
    assertThat(faults(entry.formatted(", \"disabled\": true"))).isEmpty();
  }
}
