package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what it was told. */
final class HeardUpdates implements Subscriber {
  final List<String> uris = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> next = new LinkedBlockingQueue<>();

  @Override
  public void updated(BackendId backend, String subscribed, String uri) {
    uris.add(uri);
    next.add(uri);
  }

  /** The next update; waits for it. */
  String next() throws InterruptedException {
    return String.valueOf(next.poll(10, TimeUnit.SECONDS));
  }
}
