package dev.dowser.server.metatools;

/** What a call of {@code read_result} asks for. */
sealed interface ReadRequest {

  /**
   * Reads on.
   *
   * @param handle of a result
   * @param offset in characters, at least 0
   */
  record Wanted(String handle, int offset) implements ReadRequest {}

  /** Cannot be understood; the text says what was expected and what came. */
  record Faulty(String text) implements ReadRequest {}
}
