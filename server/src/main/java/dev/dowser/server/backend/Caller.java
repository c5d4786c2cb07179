package dev.dowser.server.backend;

import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Who waits for an answer: where what comes before it goes, and whether it is still wanted. */
public interface Caller {

  /** Nobody listens, nobody cancels. */
  Caller NONE =
      new Caller() {
        @Override
        public void notify(String method, ObjectNode params) {}

        @Override
        public void onCancel(Consumer<String> action) {}
      };

  /**
   * What all requests of one client session have in common and no others; empty for callers without
   * a session. A secret: never to be shown or logged.
   */
  default Optional<String> session() {
    return Optional.empty();
  }

  /** Runs the action once, when the session ends; never for callers without a session. */
  default void onSessionEnd(Runnable action) {}

  /**
   * Passes a notification that belongs to this request on to the client, in order and without
   * blocking; a progress notification carries the client's own token already.
   */
  void notify(String method, ObjectNode params);

  /**
   * Runs the action with the client's reason if the client cancels, at once if it already has; at
   * most once. The action must not block. A later registration replaces an earlier one.
   */
  void onCancel(Consumer<String> action);
}
