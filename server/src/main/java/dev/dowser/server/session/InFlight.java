package dev.dowser.server.session;

/** A request that has not been answered yet. */
public interface InFlight {

  /**
   * The client took it back; must not block.
   *
   * @param reason the client's words, may be empty
   */
  void cancel(String reason);
}
