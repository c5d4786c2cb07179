package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.gateway.Reindex;
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

  /** The body of {@code GET /admin/catalog}. */
  ObjectNode catalog();

  /** The body of {@code GET /admin/find}. */
  ObjectNode find(FindWish wish);

  /** Whether there is a backend of this name. */
  boolean hasBackend(BackendId backend);

  /** Re-discovers and re-indexes; see {@link Reindex#run}. */
  Reindex.Report reindex(Optional<BackendId> backend, boolean full);
}
