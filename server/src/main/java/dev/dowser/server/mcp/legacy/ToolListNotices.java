package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Tells clients that the list of tools changed, if what they see of it did. Many backends coming up
 * together make one notice.
 */
final class ToolListNotices {
  private static final Duration GATHER = Duration.ofMillis(200);

  private final Predicate<ExposedTool> listed;
  private final Sessions sessions;
  private final Heartbeats timer;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile Catalog latest;

  /** What clients were told of last; the timer's thread alone uses it. */
  private List<Shown> told;

  /**
   * Notices of one endpoint.
   *
   * @param listed which tools clients see
   */
  ToolListNotices(
      Catalog present, Predicate<ExposedTool> listed, Sessions sessions, Heartbeats timer) {
    this.latest = present;
    this.listed = listed;
    this.told = shown(present);
    this.sessions = sessions;
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
    var now = shown(latest);
    if (!now.equals(told)) {
      told = now;
      sessions.tellAll(
          new RpcMessage.Notification("notifications/tools/list_changed", Json.object()));
    }
  }

  private List<Shown> shown(Catalog catalog) {
    return catalog.exposed().values().stream().filter(listed).map(Shown::of).toList();
  }

  /** What of a tool a client can see. */
  private record Shown(String name, String definition) {
    static Shown of(ExposedTool tool) {
      return new Shown(tool.name(), tool.tool().definition());
    }
  }
}
