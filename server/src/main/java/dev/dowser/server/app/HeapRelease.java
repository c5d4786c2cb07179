package dev.dowser.server.app;

import dev.dowser.indexer.index.IndexStatus;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives the heap back that embedding many tools needed for a while: the serial collector shrinks it
 * only in a full collection, which a quiet gateway would not come to for hours. Once for all that
 * was embedded, when no more is: tools that never get a vector are not waited for. For one thread.
 */
final class HeapRelease {
  /** Fewer texts than this leave too little behind to stop everything for it. */
  static final long WORTHWHILE = 1_000;

  private final Supplier<List<IndexStatus>> indexes;
  private final Runnable collection;
  private long seen;
  private long released;

  HeapRelease(Supplier<List<IndexStatus>> indexes, Runnable collection) {
    this.indexes = indexes;
    this.collection = collection;
  }

  /** Looks whether the time has come; cheap enough for every few seconds. */
  void look() {
    var sum = indexes.get().stream().mapToLong(IndexStatus::embedded).sum();
    var quiet = sum == seen;
    seen = sum;
    if (quiet && sum - released >= WORTHWHILE) {
      released = sum;
      collection.run();
    }
  }
}
