package dev.dowser.server.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class HeardUpdates implements Subscriber {
  final List<String> uris = new CopyOnWriteArrayList<>();

  @Override
  public void updated(String uri) {
    uris.add(uri);
  }
}
