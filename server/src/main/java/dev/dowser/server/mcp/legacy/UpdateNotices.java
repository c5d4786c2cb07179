package dev.dowser.server.mcp.legacy;

import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.Subscriber;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Session;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells sessions of the resources that they subscribed to. A backend may tell as often as it likes;
 * a session hears of each resource at most once in a while.
 */
final class UpdateNotices {
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final int MOST_GATHERED = 1_000;

  private final MaterialSurface surface;
  private final Heartbeats timer;
  private final Map<Session, Updates> subscribers = new ConcurrentHashMap<>();

  UpdateNotices(MaterialSurface surface, Heartbeats timer) {
    this.surface = surface;
    this.timer = timer;
  }

  /** As what the session subscribes; it leaves with the session. */
  Subscriber subscriberOf(Session session) {
    var known = subscribers.get(session);
    if (known != null) {
      return known;
    }
    var fresh = new Updates(session);
    var before = subscribers.putIfAbsent(session, fresh);
    if (before != null) {
      return before;
    }
    session.onEnd(() -> {
      subscribers.remove(session);
      surface.leave(fresh);
    });
    return fresh;
  }

  /** What one session has to be told. */
  private final class Updates implements Subscriber {
    private final Session session;
    private final Set<String> waiting = new LinkedHashSet<>();

    Updates(Session session) {
      this.session = session;
    }

    @Override
    public void updated(String uri) {
      boolean first;
      synchronized (waiting) {
        first = waiting.isEmpty();
        if (waiting.size() < MOST_GATHERED) {
          waiting.add(uri);
        }
      }
      if (first) {
        var _ = timer.after(GATHER, this::tell);
      }
    }

    private void tell() {
      List<String> uris;
      synchronized (waiting) {
        uris = List.copyOf(waiting);
        waiting.clear();
      }
      for (var uri : uris) {
        session.tell(
            new RpcMessage.Notification(
                "notifications/resources/updated", Json.object().put("uri", uri)));
      }
    }
  }
}
