package dev.dowser.server.backend.mcp;

import dev.dowser.server.rpc.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What is left of an HTTP body when it has ended.
 *
 * @param text the body of an error; empty if the body was taken when it came
 * @param isCut whether it was over the limit
 */
record Answer(String text, boolean isCut) {
  static final Answer TAKEN = new Answer("", false);
  static final Answer CUT = new Answer("", true);

  /** The text as JSON; an empty object if it is none. */
  JsonNode json() {
    try {
      return Json.parse(text);
    } catch (JacksonException _) {
      return Json.object();
    }
  }
}
