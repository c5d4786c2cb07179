package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
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
 * @param counts of what the last discovery found
 * @param leftOut what the last discovery had to leave out
 * @param lastError why it is not ready, or what last went wrong
 */
public record BackendStatus(
    BackendId id,
    State state,
    Instant since,
    String transport,
    String protocolVersion,
    Counts counts,
    List<LeftOut> leftOut,
    Optional<String> lastError) {

  /** How many of each a backend has. */
  public record Counts(int tools, int prompts, int resources, int templates) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Those of a discovery. */
    public static Counts of(BackendSnapshot snapshot) {
      var material = snapshot.material();
      return new Counts(
          snapshot.tools().size(),
          material.prompts().size(),
          material.resources().size(),
          material.templates().size());
    }
  }

  /** State of a backend that has tools alone. */
  public BackendStatus(
      BackendId id,
      State state,
      Instant since,
      String transport,
      String protocolVersion,
      int tools,
      List<LeftOut> leftOut,
      Optional<String> lastError) {
    this(
        id,
        state,
        since,
        transport,
        protocolVersion,
        new Counts(tools, 0, 0, 0),
        leftOut,
        lastError);
  }

  /** The same in another state. */
  public BackendStatus in(State other) {
    return new BackendStatus(
        id, other, since, transport, protocolVersion, counts, leftOut, lastError);
  }

  /** Number of tools at the last discovery. */
  public int tools() {
    return counts.tools();
  }

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
