package dev.dowser.server.mcp;

import java.util.List;
import java.util.Optional;

/**
 * One MCP endpoint as HTTP drives it. Each method ends its reply exactly once, possibly later and
 * from another thread. Thread-safe.
 */
public interface McpEndpoint extends AutoCloseable {

  /** Handles a POST; blocks until the request has ended, so it wants a virtual thread. */
  void post(Head head, byte[] body, Reply reply);

  /** Handles a GET: opens a stream for what belongs to no request. Does not block. */
  void listen(Head head, Reply reply);

  /** Handles a DELETE: ends the session. May wait for a disk. */
  void delete(Head head, Reply reply);

  /** Ends all open streams. */
  @Override
  void close();

  /**
   * What the headers say.
   *
   * @param sessionId {@code Mcp-Session-Id}
   * @param revision {@code MCP-Protocol-Version}
   * @param modes what header and address ask for
   */
  record Head(Optional<String> sessionId, Optional<String> revision, List<String> modes) {

    /** Copies the list. */
    public Head {
      modes = List.copyOf(modes);
    }
  }
}
