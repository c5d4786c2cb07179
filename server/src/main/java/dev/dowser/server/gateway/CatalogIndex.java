package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.index.IndexUpdate;
import dev.dowser.indexer.search.ToolSearch;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;

/**
 * The index of one virtual server, which follows its catalog. Thread-safe; searches never wait for
 * the other methods.
 */
public interface CatalogIndex extends ToolSearch {

  /**
   * Makes a catalog searchable by words; vectors follow in the background.
   *
   * @throws GatewayException {@code INTERNAL} if it cannot be written; searches keep the one before
   */
  IndexUpdate apply(Catalog catalog);

  /** State for operators. */
  IndexStatus status();

  /**
   * Builds all anew and drops what nothing uses.
   *
   * @throws GatewayException {@code INTERNAL} if it cannot be written
   */
  void rebuild();

  /** Waits until each tool has its vector; false if that was not so in time. */
  boolean awaitVectors(Duration longest) throws InterruptedException;
}
