package dev.dowser.server.session;

import dev.dowser.server.rpc.RpcMessage;

/** A stream a client opened to hear what belongs to no request of its own. Thread-safe. */
public interface Listener {

  /**
   * Queues a notification; must not block.
   *
   * @return false if the stream is closed already
   */
  boolean tell(RpcMessage.Notification notification);

  /**
   * How many more notifications of a kind that comes often it takes, so that there is room left for
   * the others.
   */
  int room();

  /** Ends the stream; nothing happens if it has ended. */
  void close();
}
