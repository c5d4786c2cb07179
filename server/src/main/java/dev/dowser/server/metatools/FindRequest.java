package dev.dowser.server.metatools;

import java.util.List;
import java.util.Optional;

/** What a call of {@code find_tool} asks for. */
sealed interface FindRequest {

  /**
   * Tools for needs; without any need, the servers, or the tools of the named one.
   *
   * @param needs each not blank, may be empty
   * @param server as the client wrote it
   * @param shape of the answer
   */
  record Wanted(List<String> needs, Optional<String> server, boolean readOnly, Shape shape)
      implements FindRequest {}

  /** Cannot be understood; the text says what was expected and what came. */
  record Faulty(String text) implements FindRequest {}

  /** How the answer is to look. */
  record Shape(int limit, Detail detail, int maxTokens, boolean structured) {}
}
