package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;

/** Hears of every discovery. Calls for one backend come one at a time and in order. */
public interface BackendListener {

  /** A discovery succeeded; the snapshot may equal the one before. */
  void discovered(BackendSnapshot snapshot);

  /** The backend cannot be reached; its tools cannot be called until it is discovered again. */
  void lost(BackendId backend);

  /**
   * Its state or its number of tools changed; comes after the discovery or loss it belongs to. For
   * those who show progress.
   */
  default void stateChanged(BackendStatus status) {}
}
