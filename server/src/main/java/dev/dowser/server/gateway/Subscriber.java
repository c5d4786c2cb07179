package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;

/** Who wants to hear of changed resources; compared by identity. */
public interface Subscriber {

  /**
   * A resource changed; may be told often, must not block.
   *
   * @param backend which says so
   * @param subscribed the resource that was subscribed to: this one, or one above it
   */
  void updated(BackendId backend, String subscribed, String uri);
}
