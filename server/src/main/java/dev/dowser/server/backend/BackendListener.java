package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;

/** Hears of every discovery. Calls for one backend come one at a time and in order. */
public interface BackendListener {

  /** A discovery succeeded; the snapshot may equal the one before. */
  void discovered(BackendSnapshot snapshot);

  /** The backend cannot be reached; its tools cannot be called until it is discovered again. */
  void lost(BackendId backend);

  /** A connection or session began; the backend knows nothing of what it was told before. */
  default void connected(BackendId backend) {}

  /**
   * The backend announced that a resource changed. Comes beside the other calls, from any thread,
   * as often as the backend likes; must not block.
   */
  default void resourceUpdated(BackendId backend, String uri) {}

  /**
   * Its state or its number of tools changed; comes after the discovery or loss it belongs to. For
   * those who show progress.
   */
  default void stateChanged(BackendStatus status) {}
}
