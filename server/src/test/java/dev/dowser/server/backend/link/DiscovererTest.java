package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DiscovererTest {
  private final ConnectionWatch watch = Unheard.watch();

  private static BackendSnapshot discover(ScriptedConnection connection) {
    var plan =
        new BackendPlan(
            new BackendId("one"),
            ScriptedConnector.http(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));
    return new Discoverer(plan, DiscoveryPlan.every(Duration.ofMinutes(5)), () -> 0)
        .discover(connection);
  }

  @Test
  void serverWithoutTools_isNotAsked() {
    var connection = ScriptedConnector.offering("a").connect(watch).withoutTools();

    assertThat(discover(connection).tools()).isEmpty();
    assertThat(connection.patiences()).isEmpty();
  }

  @Test
  void snapshotHasCardToolsAndIsCurrent() {
    var snapshot = discover(ScriptedConnector.offering("a", "b").connect(watch));

    assertThat(snapshot.card().name()).isEqualTo("scripted");
    assertThat(snapshot.tools())
        .extracting(tool -> tool.id().toString())
        .containsExactly("one/a", "one/b");
    assertThat(snapshot.stale()).isFalse();
  }

  @Test
  void cursorThatNeverEnds_keepsTheToolsAndReportsTheCut() {
    var page = ScriptedConnector.list("a").put("nextCursor", "same");

    var snapshot =
        discover(new ScriptedConnection(watch, (_, _, _) -> new CallOutcome.Answered(page)));

    assertThat(snapshot.tools()).hasSize(1);
    assertThat(snapshot.leftOut()).extracting(LeftOut::name).contains("tools/list");
  }
}
