package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class ConnectionWatchTest {
  private final ArrayDeque<ConnectionWatch> posted = new ArrayDeque<>();
  private final ConnectionWatch watch = new ConnectionWatch(new Posting());

  private final class Posting implements ConnectionWatch.Reaction {
    @Override
    public void changed(ConnectionWatch changed) {
      posted.add(changed);
    }

    @Override
    public void renewed(ConnectionWatch renewed) {}

    @Override
    public void updated(String uri) {}

    @Override
    public void ended(ConnectionWatch ended, String reason) {}
  }

  @Test
  void changesThatNobodyLookedAtYet_areOne() {
    for (var i = 0; i < 1000; i++) {
      watch.listsChanged();
    }

    assertThat(posted).hasSize(1);
  }

  @Test
  void changeAfterTheLastWasTaken_counts() {
    watch.listsChanged();
    posted.remove().taken();
    watch.listsChanged();

    assertThat(posted).hasSize(1);
  }
}
