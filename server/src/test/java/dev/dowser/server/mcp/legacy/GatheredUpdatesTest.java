package dev.dowser.server.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheredUpdatesTest {
  private static final BackendId CALM = new BackendId("calm");
  private static final BackendId BABBLING = new BackendId("babbling");

  private final GatheredUpdates updates = new GatheredUpdates();

  private void babble(int resources) {
    for (int i = 0; i < resources; i++) {
      updates.add(BABBLING, "x:/all", "x:/all/" + i);
    }
  }

  @Test
  void sameResource_isToldOnce() {
    updates.add(CALM, "x:1", "x:1");
    updates.add(CALM, "x:1", "x:1");

    assertThat(updates.take(10)).containsExactly("x:1");
    assertThat(updates.isEmpty()).isTrue();
  }

  @Test
  void babblingBackend_takesNoTurnFromAnother() {
    babble(5_000);
    updates.add(CALM, "y:1", "y:1");

    assertThat(updates.take(2)).containsExactly("x:/all/0", "y:1");
    assertThat(updates.take(2)).containsExactly("x:/all/1", "x:/all/2");
  }

  @Test
  void resourcesBeyondTheBound_areToldAsTheOneSubscribedTo() {
    babble(GatheredUpdates.MOST_APART);
    assertThat(updates.take(1)).containsExactly("x:/all/0");
    babble(5_000);

    var told = updates.take(10_000);

    assertThat(told).hasSize(GatheredUpdates.MOST_APART + 1).last().isEqualTo("x:/all");
    assertThat(told).doesNotHaveDuplicates();
  }

  @Test
  void whereThereIsNoRoom_nothingIsTakenAndNothingLost() {
    updates.add(CALM, "y:1", "y:1");

    assertThat(updates.take(0)).isEqualTo(List.of());
    assertThat(updates.isEmpty()).isFalse();
  }
}
