package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class ConnectionWatchTest {
  private final ArrayDeque<ConnectionWatch> posted = new ArrayDeque<>();
  private final ConnectionWatch watch = new ConnectionWatch(posted::add, (_, _) -> {});

  @Test
  void changesThatNobodyLookedAtYet_areOne() {
    for (var i = 0; i < 1000; i++) {
      watch.toolsChanged();
    }

    assertThat(posted).hasSize(1);
  }

  @Test
  void changeAfterTheLastWasTaken_counts() {
    watch.toolsChanged();
    posted.remove().taken();
    watch.toolsChanged();

    assertThat(posted).hasSize(1);
  }
}
