package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.models.embedding.EmbedderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeapReleaseTest {
  private final List<IndexStatus> indexes = new ArrayList<>();
  private int collections;
  private final HeapRelease release = new HeapRelease(() -> indexes, () -> collections++);

  @Test
  void collectsOnceWhenManyTextsWereEmbeddedAndNoMoreAre() {
    look(status(3, 6_000));
    look(status(0, 6_300));
    assertThat(collections).isZero();

    look(status(0, 6_300));
    look(status(0, 6_300));
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void toolThatNeverGetsAVector_isNotWaitedFor() {
    look(status(1, 6_000));
    look(status(1, 6_000));
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void fewTextsAreNotWorthIt() {
    look(status(0, 5_000));
    look(status(0, 5_000));
    look(status(0, 5_999));
    look(status(0, 5_999));
    assertThat(collections).isEqualTo(1);

    look(status(0, 6_000));
    look(status(0, 6_000));
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void textsOfAllVirtualServersCount() {
    look(status(0, 900), status(0, 99));
    look(status(0, 900), status(0, 99));
    assertThat(collections).isZero();

    look(status(0, 900), status(0, 100));
    look(status(0, 900), status(0, 100));
    assertThat(collections).isEqualTo(1);
  }

  private void look(IndexStatus... now) {
    indexes.clear();
    indexes.addAll(List.of(now));
    release.look();
  }

  private static IndexStatus status(int pending, long embedded) {
    return new IndexStatus(
        3_000, pending, "space", embedded, 1, new EmbedderState.Loading(), Optional.empty());
  }
}
