package dev.dowser.server.backend;

/** Hears what happens to a connection outside of any call. Must not block. */
public interface ConnectionListener {

  /** The backend announced that one of its lists changed. */
  void listsChanged();

  /**
   * A new session began on the same link, because the backend forgot the one before: it may have
   * changed, and it has forgotten what it was told.
   */
  void renewed();

  /** The backend announced that a resource changed which somebody subscribed to. */
  void resourceUpdated(String uri);

  /**
   * The link ended and not by {@link Connection#close()}; called once.
   *
   * @param reason for operators: exit status and last lines of stderr, or what the peer did
   */
  void closed(String reason);
}
