package dev.dowser.server.backend.link;

import dev.dowser.server.backend.ConnectionListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Remembers at once that a connection ended, and passes on what it hears. */
final class ConnectionWatch implements ConnectionListener {
  private final Consumer<ConnectionWatch> onChange;
  private final BiConsumer<ConnectionWatch, String> onEnd;
  private final AtomicBoolean changeWaits = new AtomicBoolean();
  private volatile Optional<String> end = Optional.empty();

  ConnectionWatch(Consumer<ConnectionWatch> onChange, BiConsumer<ConnectionWatch, String> onEnd) {
    this.onChange = onChange;
    this.onEnd = onEnd;
  }

  @Override
  public void toolsChanged() {
    if (changeWaits.compareAndSet(false, true)) {
      onChange.accept(this);
    }
  }

  /** The change is being looked at: the next one counts anew. Until then it is one with it. */
  ConnectionWatch taken() {
    changeWaits.set(false);
    return this;
  }

  @Override
  public void closed(String reason) {
    end = Optional.of(reason);
    onEnd.accept(this, reason);
  }

  /** Why the connection ended; empty while it lives. */
  Optional<String> end() {
    return end;
  }
}
