package dev.dowser.server.app;

import dev.dowser.server.gateway.IndexedCatalog;
import dev.dowser.server.gateway.LiveCatalog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits until what a gateway heard can be found. Thread-safe. */
final class Settling {
  private record Part(LiveCatalog catalog, IndexedCatalog index) {}

  private final List<Part> parts = new CopyOnWriteArrayList<>();

  void add(LiveCatalog catalog, IndexedCatalog index) {
    parts.add(new Part(catalog, index));
  }

  /**
   * Waits until the catalogs and their words have all that backends said so far.
   *
   * @throws dev.dowser.server.fault.GatewayException if that was not so in time
   */
  void awaitCatalog(Duration longest) throws InterruptedException {
    for (var part : parts) {
      part.catalog.awaitApplied(longest);
    }
  }

  /** Waits for the vectors of all tools; false if some were missing after that time. */
  boolean awaitVectors(Duration longest) throws InterruptedException {
    var complete = true;
    for (var part : parts) {
      complete &= part.index.awaitVectors(longest);
    }
    return complete;
  }
}
