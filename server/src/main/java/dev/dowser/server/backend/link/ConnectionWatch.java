package dev.dowser.server.backend.link;

import dev.dowser.server.backend.ConnectionListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers at once that a connection ended, and passes on what it hears. */
final class ConnectionWatch implements ConnectionListener {
  private final Reaction reaction;
  private final AtomicBoolean changeWaits = new AtomicBoolean();
  private volatile Optional<String> end = Optional.empty();

  /** Who hears of it. Must not block. */
  interface Reaction {
    void changed(ConnectionWatch watch);

    void renewed(ConnectionWatch watch);

    void updated(String uri);

    void ended(ConnectionWatch watch, String reason);
  }

  ConnectionWatch(Reaction reaction) {
    this.reaction = reaction;
  }

  @Override
  public void listsChanged() {
    if (changeWaits.compareAndSet(false, true)) {
      reaction.changed(this);
    }
  }

  @Override
  public void renewed() {
    reaction.renewed(this);
  }

  @Override
  public void resourceUpdated(String uri) {
    reaction.updated(uri);
  }

  /** The change is being looked at: the next one counts anew. Until then it is one with it. */
  ConnectionWatch taken() {
    changeWaits.set(false);
    return this;
  }

  @Override
  public void closed(String reason) {
    end = Optional.of(reason);
    reaction.ended(this, reason);
  }

  /** Why the connection ended; empty while it lives. */
  Optional<String> end() {
    return end;
  }
}
