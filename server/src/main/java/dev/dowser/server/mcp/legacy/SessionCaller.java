package dev.dowser.server.mcp.legacy;

import dev.dowser.server.backend.Caller;
import dev.dowser.server.session.Session;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A caller whose session is known. */
record SessionCaller(Session owner, Caller next) implements Caller {

  @Override
  public Optional<String> session() {
    return Optional.of(owner.id());
  }

  @Override
  public void onSessionEnd(Runnable action) {
    owner.onEnd(action);
  }

  @Override
  public void notify(String method, ObjectNode params) {
    next.notify(method, params);
  }

  @Override
  public void onCancel(Consumer<String> action) {
    next.onCancel(action);
  }
}
