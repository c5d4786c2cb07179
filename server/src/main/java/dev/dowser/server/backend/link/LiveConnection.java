package dev.dowser.server.backend.link;

import dev.dowser.server.backend.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection with what we know of its life. Compared by identity. */
final class LiveConnection {
  private final Connection connection;
  private final ConnectionWatch watch;
  private final long sinceNanos;
  private final AtomicBoolean closed = new AtomicBoolean();

  LiveConnection(Connection connection, ConnectionWatch watch, long sinceNanos) {
    this.connection = connection;
    this.watch = watch;
    this.sinceNanos = sinceNanos;
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
