package dev.dowser.server.adaptation;

import tools.jackson.databind.node.ObjectNode;

/** What became of a call's arguments. */
public sealed interface Adapted {

  /**
   * They can be sent.
   *
   * @param arguments as the backend wants them
   */
  record Ready(ObjectNode arguments) implements Adapted {}

  /**
   * They must not be sent.
   *
   * @param text says to the client what to change; holds no default and no real value
   */
  record Refused(String text) implements Adapted {}
}
