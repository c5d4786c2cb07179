package dev.dowser.indexer.snapshot;

class MemorySnapshotStoreTest extends SnapshotStoreContract {

  @Override
  SnapshotStore store() {
    return new MemorySnapshotStore();
  }
}
