package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One store for several catalogs that hear the same backends: each answer is read once, however
 * many ask for it. All that is saved is handed on, because only the next store knows what it could
 * keep.
 */
public final class SharedSnapshotStore implements SnapshotStore {
  private final SnapshotStore next;
  private final Map<BackendId, Optional<BackendSnapshot>> latest = new ConcurrentHashMap<>();

  /** Shares this store. */
  public SharedSnapshotStore(SnapshotStore next) {
    this.next = next;
  }

  @Override
  public List<BackendSnapshot> load(Set<BackendId> configured) {
    var unread = new HashSet<>(configured);
    unread.removeAll(latest.keySet());
    next.load(unread).forEach(found -> latest.putIfAbsent(found.backend(), Optional.of(found)));
    unread.forEach(id -> latest.putIfAbsent(id, Optional.empty()));
    return configured.stream()
        .sorted()
        .flatMap(id -> Stream.ofNullable(latest.get(id)).flatMap(Optional::stream))
        .map(BackendSnapshot::asStale)
        .toList();
  }

  @Override
  public void save(BackendSnapshot snapshot) {
    latest.put(snapshot.backend(), Optional.of(snapshot));
    next.save(snapshot);
  }
}
