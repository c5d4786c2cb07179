package dev.dowser.server.app;

import dev.dowser.server.backend.ConnectionListener;

/** Hears nothing. */
final class DeafListener implements ConnectionListener {
  @Override
  public void listsChanged() {}

  @Override
  public void renewed() {}

  @Override
  public void resourceUpdated(String uri) {}

  @Override
  public void closed(String reason) {}
}
