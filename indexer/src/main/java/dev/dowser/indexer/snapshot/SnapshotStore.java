package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import java.util.List;
import java.util.Set;

/**
 * The last known answer of each backend, kept across restarts. Thread-safe. A file that cannot be
 * read is set aside with a warning; a write that fails is logged and changes nothing.
 */
public interface SnapshotStore {

  /** Last known snapshots of these backends, each {@linkplain BackendSnapshot#stale() stale}. */
  List<BackendSnapshot> load(Set<BackendId> configured);

  /** Keeps a snapshot in place of the backend's last one; atomic. */
  void save(BackendSnapshot snapshot);
}
