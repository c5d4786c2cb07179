package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.ONE_BACKEND;
import static dev.dowser.config.loading.Configs.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.NamingSettings.ConflictResolution;
import org.junit.jupiter.api.Test;

class NamingKeysTest {

  @Test
  void conflictResolution() {
    assertThat(naming("prefix")).isEqualTo(ConflictResolution.PREFIX);
    assertThat(naming("manual")).isEqualTo(ConflictResolution.MANUAL);
    assertThat(naming("auto")).isEqualTo(ConflictResolution.AUTO);
  }

  private static ConflictResolution naming(String strategy) {
    return loaded(ONE_BACKEND + "aggregation: { conflictResolution: " + strategy + " }")
        .virtualServer()
        .aggregation()
        .naming()
        .conflictResolution();
  }

  @Test
  void priorityOrder() {
    var text =
        """
        backends: [{ name: a, command: x }, { name: b, command: x }]
        aggregation:
          conflictResolution: priority
          conflictResolutionConfig: { priorityOrder: [b, a] }
        """;

    var naming = loaded(text).virtualServer().aggregation().naming();

    assertThat(naming.conflictResolution()).isEqualTo(ConflictResolution.PRIORITY);
    assertThat(naming.priorityOrder()).containsExactly("b", "a");
  }
}
