package dev.dowser.server.metatools;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a call of {@code call_tool} asks for. */
sealed interface CallRequest {

  /**
   * A tool to run.
   *
   * @param name as the client wrote it
   * @param arguments for the tool
   * @param repairs how the request was read where it was not as expected
   */
  record Wanted(String name, ObjectNode arguments, List<String> repairs) implements CallRequest {}

  /** Cannot be understood; the text says what was expected and what came. */
  record Faulty(String text) implements CallRequest {}
}
