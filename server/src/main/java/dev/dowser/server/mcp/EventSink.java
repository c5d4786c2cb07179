package dev.dowser.server.mcp;

/**
 * An event stream to a client that reads at its own pace, or not at all. No method blocks; what
 * comes after the end is dropped. Thread-safe; order is kept.
 */
public interface EventSink {

  /**
   * Sends a message, unless too many wait already.
   *
   * @return false if the stream has ended
   */
  boolean offer(byte[] message);

  /** How many more may be offered so that there is room left for other things. */
  int room();

  /** Sends a comment, which keeps the connection from looking idle. */
  void comment();

  /** Sends the last message, however many wait, and ends the stream behind it. */
  void finish(byte[] message);

  /** Ends the stream behind what waits. */
  void close();

  /** Runs the action when the stream has ended, by us or by the client; at once if it has. */
  void onEnd(Runnable action);
}
