package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedSnapshotStoreTest extends SnapshotStoreContract {
  private final Noting noting = new Noting(new MemorySnapshotStore(), new ArrayList<>());

  @Override
  SnapshotStore store() {
    return new SharedSnapshotStore(noting);
  }

  /** Notes what is asked of a store. */
  private record Noting(SnapshotStore next, List<String> asked) implements SnapshotStore {
    @Override
    public List<BackendSnapshot> load(Set<BackendId> configured) {
      configured.stream().sorted().forEach(id -> asked.add("load " + id));
      return next.load(configured);
    }

    @Override
    public void save(BackendSnapshot snapshot) {
      next.save(snapshot);
    }
  }

  @Test
  void answerWhoseWriteFailed_isWrittenWhenItIsHandedOnAgain(@TempDir Path home)
      throws IOException {
    var folder = home.resolve("catalog");
    Files.writeString(folder, "in the way");
    var store = new SharedSnapshotStore(new FileSnapshotStore(folder, Map.of()));
    var snapshot = snapshot(A, "{\"name\":\"x\"}");
    store.save(snapshot);
    Files.delete(folder);

    store.save(snapshot);

    assertThat(new FileSnapshotStore(folder, Map.of()).load(Set.of(A)))
        .containsExactly(snapshot.asStale());
  }

  @Test
  void answerThatSeveralAskFor_isReadOnce() {
    noting.next().save(snapshot(A, "{\"name\":\"x\"}"));
    var store = store();

    var first = store.load(Set.of(A));
    var second = store.load(Set.of(A, B));
    var third = store.load(Set.of(B));

    assertThat(noting.asked()).containsExactly("load a", "load b");
    assertThat(first).hasSize(1).isEqualTo(second);
    assertThat(third).isEmpty();
  }
}
