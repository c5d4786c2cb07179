package dev.dowser.server.telemetry;

import dev.dowser.server.backend.Caller;
import java.util.List;

/** What becomes of the tools of a virtual server, for those who count. Quick; thread-safe. */
public interface ToolEvents {

  /** Nobody counts. */
  ToolEvents NONE =
      new ToolEvents() {
        @Override
        public void listed(Caller caller) {}

        @Override
        public void answered(Caller caller, List<List<String>> shown, int tokens) {}

        @Override
        public void rejected(Rejection why, int tokens) {}
      };

  /** A client got the definitions of {@code tools/list}. */
  void listed(Caller caller);

  /**
   * A client got an answer of {@code find_tool}.
   *
   * @param shown exposed names of the tools in it, best first; those of one tool on several servers
   *     together
   * @param tokens of the whole answer
   */
  void answered(Caller caller, List<List<String>> shown, int tokens);

  /**
   * A call was answered without any backend.
   *
   * @param tokens of the answer
   */
  void rejected(Rejection why, int tokens);

  /** Why a call did not reach a backend. */
  enum Rejection {
    /** Nothing says which tool is meant. */
    REQUEST,
    /** No tool is called so. */
    UNKNOWN_TOOL,
    /** The arguments do not fit the tool's schema. */
    ARGUMENTS
  }
}
