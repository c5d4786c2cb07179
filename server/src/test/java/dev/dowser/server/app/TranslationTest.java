package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.NamingSettings;
import dev.dowser.config.WorkloadTools;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TranslationTest {

  @Test
  void filterOfABackend_showsWhatItNames() {
    var filtered =
        with(Visibility.ALLOW, new WorkloadTools("files", List.of("read_*"), false, Map.of()));

    assertThat(shows(filtered, "files", "read_file")).isTrue();
    assertThat(shows(filtered, "files", "write_file")).isFalse();
    assertThat(shows(filtered, "web", "write_file")).isTrue();
  }

  @Test
  void excludeAll_hidesThatBackendOnly() {
    var excluded =
        with(Visibility.ALLOW, new WorkloadTools("files", List.of("list"), true, Map.of()));

    assertThat(shows(excluded, "files", "list")).isFalse();
    assertThat(shows(excluded, "web", "list")).isTrue();
  }

  @Test
  void excludeAllTools_hidesEverything() {
    var excluded =
        new AggregationSettings(
            NamingSettings.defaults(),
            List.of(new WorkloadTools("files", List.of(), false, Map.of())),
            true,
            Visibility.ALLOW);

    assertThat(shows(excluded, "files", "list")).isFalse();
  }

  @Test
  void deniedByDefault_onlyBackendsWithAnEntryAreShown() {
    var denied = with(Visibility.DENY, new WorkloadTools("files", List.of(), false, Map.of()));

    assertThat(shows(denied, "files", "list")).isTrue();
    assertThat(shows(denied, "web", "list")).isFalse();
  }

  private static AggregationSettings with(Visibility others, WorkloadTools tools) {
    return new AggregationSettings(NamingSettings.defaults(), List.of(tools), false, others);
  }

  private static boolean shows(AggregationSettings aggregation, String backend, String tool) {
    return Translation.visibility(aggregation).isVisible(new ToolId(new BackendId(backend), tool));
  }
}
