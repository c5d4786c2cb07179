package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All configured backends, kept connected and discovered in the background. Thread-safe. */
public interface Backends extends AutoCloseable {

  /** Begins to connect all in parallel and returns at once; called once. */
  void start();

  /** The backend of this name. */
  Optional<Backend> find(BackendId id);

  /** State of each, in configuration order. */
  List<BackendStatus> statuses();

  /**
   * Discovers now; joins a discovery under way. A backend that is down is tried anew.
   *
   * @param which backends, empty for all
   * @return for each backend that failed, why; empty if all answered
   */
  Map<BackendId, String> rediscover(Set<BackendId> which);

  /** Ends all connections in parallel, within 4 seconds. */
  @Override
  void close();
}
