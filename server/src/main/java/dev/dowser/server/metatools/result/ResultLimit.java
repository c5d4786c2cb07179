package dev.dowser.server.metatools.result;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;

/** What becomes of results that are too long for a model. Thread-safe. */
public sealed interface ResultLimit permits TokenLimit, NoLimit {

  /** Name by which a model reads on. It is not listed: the note of a long result tells of it. */
  String READ_RESULT = "read_result";

  /** {@code true} under this key of a call's {@code _meta} asks for the whole result. */
  String WHOLE = "dev.dowser/whole";

  /** All results stay as they are. */
  ResultLimit NONE = new NoLimit();

  /**
   * A limit.
   *
   * @param tokens most o200k_base tokens of a result's texts, at least 200
   * @param kept where the rest is kept
   */
  static ResultLimit of(int tokens, KeptResults kept) {
    return new TokenLimit(tokens, kept);
  }

  /** The same outcome, or the beginning of its result with a note on how to read on. */
  CallOutcome fit(CallOutcome outcome, Caller caller);

  /** Whether a tool of this name reads on. */
  boolean isReader(String name);

  /**
   * The next part of a result that was shown in part.
   *
   * @param handle as the note gave it
   * @param offset in characters, at least 0
   */
  ReadOutcome read(String handle, int offset, Caller caller);
}
