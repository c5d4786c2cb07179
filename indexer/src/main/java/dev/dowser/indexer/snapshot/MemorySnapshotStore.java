package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Keeps snapshots as long as the process lives, for {@code dataDir: ":memory:"}. */
public final class MemorySnapshotStore implements SnapshotStore {
  private final Map<BackendId, BackendSnapshot> snapshots = new ConcurrentHashMap<>();

  @Override
  public List<BackendSnapshot> load(Set<BackendId> configured) {
    return configured.stream()
        .sorted()
        .flatMap(id -> Stream.ofNullable(snapshots.get(id)))
        .toList();
  }

  @Override
  public void save(BackendSnapshot snapshot) {
    snapshots.put(snapshot.backend(), snapshot.asStale());
  }
}
