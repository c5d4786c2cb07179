package dev.dowser.server.backend;

import dev.dowser.indexer.catalog.BackendId;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * One MCP server behind us. Thread-safe; calls block on the caller's (virtual) thread and run
 * concurrently. Every failure is an outcome.
 */
public interface Backend {

  /** Its name in the configuration. */
  BackendId id();

  /** Longest time that a call waits without an answer or progress; positive. */
  Duration silence();

  /**
   * Sends a request and waits for its end.
   *
   * @param method MCP method such as {@code tools/call}
   * @param params passed on as they are, except for the progress token, which is replaced and
   *     mapped back
   * @param caller where notifications of this request go
   */
  CallOutcome call(String method, ObjectNode params, Caller caller);
}
