package dev.dowser.server.backend;

/** Hears what happens to a connection outside of any call. Must not block. */
public interface ConnectionListener {

  /** The backend announced that its tools changed. */
  void toolsChanged();

  /**
   * The link ended and not by {@link Connection#close()}; called once.
   *
   * @param reason for operators: exit status and last lines of stderr, or what the peer did
   */
  void closed(String reason);
}
