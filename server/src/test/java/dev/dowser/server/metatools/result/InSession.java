package dev.dowser.server.metatools.result;

import dev.dowser.server.backend.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A caller with a session that can end. */
final class InSession implements Caller {
  final List<Runnable> atEnd = new ArrayList<>();
  private final String id;

  InSession(String id) {
    this.id = id;
  }

  @Override
  public Optional<String> session() {
    return Optional.of(id);
  }

  @Override
  public void onSessionEnd(Runnable action) {
    atEnd.add(action);
  }

  void end() {
    atEnd.forEach(Runnable::run);
    atEnd.clear();
  }

  @Override
  public void notify(String method, ObjectNode params) {}

  @Override
  public void onCancel(Consumer<String> action) {}
}
