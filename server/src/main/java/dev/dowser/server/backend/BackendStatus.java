package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * State of a backend for operators.
 *
 * @param id which
 * @param state where it stands
 * @param since when it came to that state
 * @param transport {@code stdio}, {@code streamable-http}, {@code sse}, or {@code http} while it is
 *     not known which of the latter two
 * @param protocolVersion negotiated revision, empty before the first handshake
 * @param tools number of tools at the last discovery
 * @param leftOut what the last discovery had to leave out
 * @param lastError why it is not ready, or what last went wrong
 */
public record BackendStatus(
    BackendId id,
    State state,
    Instant since,
    String transport,
    String protocolVersion,
    int tools,
    List<LeftOut> leftOut,
    Optional<String> lastError) {

  /** Where a backend stands. */
  public enum State {
    /** First attempt under way. */
    CONNECTING,
    /** Connected and discovered. */
    READY,
    /** Not connected; attempts go on with growing pauses. */
    DOWN,
    /** Wants a login; no attempts until the configuration or a reindex asks for one. */
    NEEDS_LOGIN,
    /** The gateway is stopping. */
    STOPPED
  }
}
