package dev.dowser.server.metatools.result;

import tools.jackson.databind.node.ObjectNode;

/** How reading on ended. */
public sealed interface ReadOutcome {

  /** The next part of the text, as a result. */
  record Part(ObjectNode result) implements ReadOutcome {}

  /** There is nothing to read; the text says what was expected. */
  record Faulty(String text) implements ReadOutcome {}
}
