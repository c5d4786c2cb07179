package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.gateway.Reindex;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What operators see and do. Thread-safe. */
public interface Operations {

  /** Whether finding answers, by words at least. */
  boolean isFinding();

  /** The body of {@code GET /status}. */
  ObjectNode status();

  /** The body of {@code GET /prometheus}. */
  String metrics();

  /**
   * The body of {@code GET /admin/catalog}.
   *
   * @param virtualServer a known one; empty for the main one
   */
  ObjectNode catalog(Optional<String> virtualServer);

  /** The body of {@code GET /admin/find}, of a known virtual server. */
  ObjectNode find(FindWish wish);

  /** Names of all virtual servers, the main one first. */
  List<String> virtualServers();

  /**
   * Whether there is a backend of this name.
   *
   * @param virtualServer that it must belong to; empty if any will do
   */
  boolean hasBackend(Optional<String> virtualServer, BackendId backend);

  /** Re-discovers and re-indexes; see {@link Reindex#run}. */
  Reindex.Report reindex(Reindex.Wish wish);
}
