package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /admin/find} asks for.
 *
 * @param virtualServer whose tools are found; empty for the main one
 * @param needs in a client's words, none blank
 * @param server only tools of this backend
 * @param limit most hits, 1..50
 * @param explain whether it is told why each hit ranks where it does
 */
public record FindWish(
    Optional<String> virtualServer,
    List<String> needs,
    Optional<BackendId> server,
    int limit,
    boolean explain) {

  /** Copies the list. */
  public FindWish {
    needs = List.copyOf(needs);
  }
}
