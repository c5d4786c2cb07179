package dev.dowser.server.backend.link;

/** Nobody hears of the connection. */
final class Unheard implements ConnectionWatch.Reaction {

  static ConnectionWatch watch() {
    return new ConnectionWatch(new Unheard());
  }

  @Override
  public void changed(ConnectionWatch watch) {}

  @Override
  public void renewed(ConnectionWatch watch) {}

  @Override
  public void updated(String uri) {}

  @Override
  public void ended(ConnectionWatch watch, String reason) {}
}
