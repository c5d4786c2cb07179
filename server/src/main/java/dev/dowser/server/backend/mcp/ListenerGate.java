package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.ConnectionListener;
import java.util.ArrayList;
import java.util.List;

/** Holds back what happens to a connection until its owner has it. Thread-safe. */
final class ListenerGate implements ConnectionListener {
  private final ConnectionListener listener;
  private final List<Runnable> held = new ArrayList<>();
  private boolean open;
  private boolean holdsChange;

  ListenerGate(ConnectionListener listener) {
    this.listener = listener;
  }

  @Override
  public void listsChanged() {
    synchronized (held) {
      if (!open && holdsChange) {
        return;
      }
      holdsChange = !open;
    }
    pass(listener::listsChanged);
  }

  @Override
  public void renewed() {
    pass(listener::renewed);
  }

  /** Nobody can have subscribed before the owner has the connection. */
  @Override
  public void resourceUpdated(String uri) {
    listener.resourceUpdated(uri);
  }

  @Override
  public void closed(String reason) {
    pass(() -> listener.closed(reason));
  }

  /** Lets through what was held, on another thread, since the owner is about to get the link. */
  void open() {
    List<Runnable> waiting;
    synchronized (held) {
      open = true;
      waiting = List.copyOf(held);
      held.clear();
    }
    if (!waiting.isEmpty()) {
      Thread.ofVirtual().name("backend-events").start(() -> waiting.forEach(Runnable::run));
    }
  }

  private void pass(Runnable event) {
    synchronized (held) {
      if (!open) {
        held.add(event);
        return;
      }
    }
    event.run();
  }
}
