package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells clients that a list changed, if what they see of it did. Many backends coming up together
 * make one notice.
 */
final class ListNotices {
  private static final Duration GATHER = Duration.ofMillis(200);

  private final String method;
  private final Function<Catalog, List<?>> shown;
  private final Consumer<RpcMessage.Notification> clients;
  private final Heartbeats timer;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile Catalog latest;

  /** What clients were told of last; the timer's thread alone uses it. */
  private List<?> told;

  /**
   * Notices of one endpoint.
   *
   * @param list as in the notification's method
   * @param shown what clients see of a catalog in this list
   * @param clients who is told
   */
  ListNotices(
      String list,
      Catalog present,
      Function<Catalog, List<?>> shown,
      Consumer<RpcMessage.Notification> clients,
      Heartbeats timer) {
    this.method = "notifications/" + list + "/list_changed";
    this.latest = present;
    this.shown = shown;
    this.told = shown.apply(present);
    this.clients = clients;
    this.timer = timer;
  }

  void changed(Catalog catalog) {
    latest = catalog;
    if (waiting.compareAndSet(false, true)) {
      timer.after(GATHER, this::tell);
    }
  }

  private void tell() {
    waiting.set(false);
    var now = shown.apply(latest);
    if (!now.equals(told)) {
      told = now;
      clients.accept(new RpcMessage.Notification(method, Json.object()));
    }
  }
}
