package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ServerCard;
import tools.jackson.databind.node.ObjectNode;

/**
 * A live, initialized link to a backend, shared by all callers. Thread-safe. When it ends, by our
 * doing or the backend's, every pending call ends at once with {@link CallOutcome.Unavailable}.
 */
public interface Connection extends AutoCloseable {

  /** What the server said of itself. */
  ServerCard card();

  /** The negotiated protocol revision, such as {@code 2025-11-25}. */
  String protocolVersion();

  /** Whether the server declared this. */
  boolean offers(Capability capability);

  /** Sends a request and waits; see {@link Backend#call}. */
  CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller);

  /** Ends the link and, for a process of ours, its whole process tree, within 3 seconds. */
  @Override
  void close();
}
