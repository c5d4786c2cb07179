package dev.dowser.server.gateway;

import dev.dowser.server.backend.Caller;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A caller of which only the session matters. */
record Session(String id) implements Caller {

  @Override
  public Optional<String> session() {
    return Optional.of(id);
  }

  @Override
  public void notify(String method, ObjectNode params) {}

  @Override
  public void onCancel(Consumer<String> action) {}
}
