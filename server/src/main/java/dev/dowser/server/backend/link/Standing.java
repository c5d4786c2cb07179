package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.Counts;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.fault.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a backend stands.
 *
 * @param state for operators
 * @param since when it came to that state
 * @param attempts attempts and connections that have failed or ended so far
 * @param live the connection, from the handshake on, so before the first discovery too
 * @param offer what it offered last
 * @param fault why it is not ready, or what last went wrong
 */
record Standing(
    State state,
    Instant since,
    long attempts,
    Optional<LiveConnection> live,
    Offer offer,
    Optional<Fault> fault) {

  /** What a backend offered at its last discovery. */
  record Offer(String protocolVersion, Counts counts, List<LeftOut> leftOut) {}

  static Standing connecting(Instant now) {
    var nothing = new Offer("", Counts.NONE, List.of());
    return new Standing(State.CONNECTING, now, 0, Optional.empty(), nothing, Optional.empty());
  }

  /** Calls can go through; the state stays until its tools are known. */
  Standing connected(LiveConnection connection) {
    var version = connection.connection().protocolVersion();
    var greeted = new Offer(version, offer.counts, offer.leftOut);
    return new Standing(state, since, attempts, Optional.of(connection), greeted, fault);
  }

  Standing ready(BackendSnapshot snapshot, Instant now) {
    var found = new Offer(offer.protocolVersion, Counts.of(snapshot), snapshot.leftOut());
    return new Standing(
        State.READY, sinceOf(State.READY, now), attempts, live, found, Optional.empty());
  }

  Standing troubled(Fault trouble) {
    return new Standing(state, since, attempts, live, offer, Optional.of(trouble));
  }

  /** Not connected. */
  Standing without(Fault why, Instant now) {
    var next = why.code() == ErrorCode.BACKEND_NEEDS_LOGIN ? State.NEEDS_LOGIN : State.DOWN;
    return new Standing(
        next, sinceOf(next, now), attempts + 1, Optional.empty(), offer, Optional.of(why));
  }

  Standing stopped(Instant now) {
    return new Standing(
        State.STOPPED, sinceOf(State.STOPPED, now), attempts, Optional.empty(), offer, fault);
  }

  BackendStatus status(BackendPlan plan) {
    return new BackendStatus(
        plan.id(),
        state,
        since,
        plan.connector().transport(),
        offer.protocolVersion,
        offer.counts,
        offer.leftOut,
        fault.map(Fault::text));
  }

  private Instant sinceOf(State next, Instant now) {
    return next == state ? since : now;
  }
}
