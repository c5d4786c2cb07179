package dev.dowser.server.backend.link;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Patience;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** A connection with what we know of its life. Compared by identity; thread-safe. */
final class LiveConnection {
  private final Connection connection;
  private final ConnectionWatch watch;
  private final long sinceNanos;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile long lastAnswer;

  /** A call on its way; compared by identity. */
  private static final class Running {
    private final long since;

    Running(long since) {
      this.since = since;
    }
  }

  LiveConnection(Connection connection, ConnectionWatch watch, long sinceNanos) {
    this.connection = connection;
    this.watch = watch;
    this.sinceNanos = sinceNanos;
    this.lastAnswer = sinceNanos;
  }

  Connection connection() {
    return connection;
  }

  ConnectionWatch watch() {
    return watch;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /** A client's call, noted for {@link #isSilentSince}. */
  CallOutcome call(
      String method, ObjectNode params, Patience patience, Caller caller, LongSupplier ticker) {
    var call = new Running(ticker.getAsLong());
    running.add(call);
    try {
      var outcome = connection.call(method, params, patience, caller);
      if (outcome instanceof CallOutcome.Answered || outcome instanceof CallOutcome.Refused) {
        lastAnswer = ticker.getAsLong();
      }
      return outcome;
    } finally {
      running.remove(call);
    }
  }

  /** Whether no call was answered after that moment and none is waited for since before it. */
  boolean isSilentSince(long nanos) {
    return lastAnswer - nanos < 0 && running.stream().noneMatch(call -> call.since - nanos < 0);
  }

  /** Known before any event of the end has been worked through. */
  boolean hasEnded() {
    return watch.end().isPresent();
  }

  /** Ends the link; only the first call acts. */
  void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
    }
  }
}
