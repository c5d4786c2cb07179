package dev.dowser.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          new VirtualServerSettings(
              "a",
              List.of(),
              AggregationSettings.defaults(),
              OptimizerSettings.defaults(),
              Mode.FIND),
          Map.of(),
          ServerSettings.defaults(),
          SessionSettings.defaults(),
          new DataDirectory.InMemory(),
          EmbeddingSettings.defaults(),
          OperationalSettings.defaults(),
          new AdminSettings(Optional.empty()));

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "localhost", "LOCALHOST", "::1", "[::1]"})
  void loopback(String host) {
    assertThat(ServerSettings.defaults().withHost(host).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "127.0.0.1.example.com", "192.168.0.1", "example.com"})
  void notLoopback(String host) {
    assertThat(ServerSettings.defaults().withHost(host).isLoopback()).isFalse();
  }

  @Test
  void portOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSettings.defaults().withPort(65536))
        .withMessageContaining("65536");
  }

  @Test
  void overridesChangeOnlyWhatTheyName() {
    var server = ServerSettings.defaults().withHost("0.0.0.0").withPort(1);
    var folder = new DataDirectory.OnDisk(Path.of("/d"));

    var changed = SETTINGS.withServer(server).withMode(Mode.ALL).withDataDir(folder);

    assertThat(changed.server()).isEqualTo(server);
    assertThat(changed.virtualServer()).isEqualTo(SETTINGS.virtualServer().withMode(Mode.ALL));
    assertThat(changed.dataDir()).isEqualTo(folder);
    assertThat(changed.sessions()).isEqualTo(SETTINGS.sessions());
    assertThat(SETTINGS.sessions().withIdle(Duration.ofSeconds(1)).idle()).hasSeconds(1);
  }

  @Test
  void stateFolderOfTheUser() {
    var home = Path.of("/home/ada");

    assertThat(DataDirectory.ofUser(Map.of(), "Linux", home))
        .isEqualTo(new DataDirectory.OnDisk(Path.of("/home/ada/.local/state/dowser")));
    assertThat(DataDirectory.ofUser(Map.of("XDG_STATE_HOME", "/state"), "Linux", home))
        .isEqualTo(new DataDirectory.OnDisk(Path.of("/state/dowser")));
    assertThat(DataDirectory.ofUser(Map.of("XDG_STATE_HOME", "state"), "Linux", home))
        .isEqualTo(new DataDirectory.OnDisk(Path.of("/home/ada/.local/state/dowser")));
    assertThat(DataDirectory.ofUser(Map.of(), "Mac OS X", home))
        .isEqualTo(
            new DataDirectory.OnDisk(Path.of("/home/ada/Library/Application Support/dowser")));
  }
}
