package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.Subscriber;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Session;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells sessions of the resources that they subscribed to. A backend may tell as often as it likes;
 * a session hears of each resource at most once in a while, and of no backend so much that there is
 * no room for others or for other notices.
 */
final class UpdateNotices {
  /** Stands for the backend where a resource is nobody's any more. */
  private static final BackendId NOBODY = new BackendId("nobody");

  private static final Duration GATHER = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofSeconds(1);

  private final MaterialSurface surface;
  private final Heartbeats timer;
  private final Map<Session, Updates> subscribers = new ConcurrentHashMap<>();

  UpdateNotices(MaterialSurface surface, Heartbeats timer) {
    this.surface = surface;
    this.timer = timer;
  }

  CallOutcome subscribe(Session session, ObjectNode params, Caller caller) {
    var outcome = surface.subscribe(params, subscriberOf(session), caller);
    if (outcome instanceof CallOutcome.Answered) {
      session.subscribed(params.path("uri").asString());
    }
    return outcome;
  }

  CallOutcome unsubscribe(Session session, ObjectNode params, Caller caller) {
    var outcome = surface.unsubscribe(params, subscriberOf(session), caller);
    session.unsubscribed(params.path("uri").asString());
    return outcome;
  }

  /**
   * Subscribes a session that was revived to what it had subscribed to, and tells it of each
   * resource, since it may have changed in between. Does not block.
   */
  void resume(Session session) {
    var uris = session.takeRevived();
    if (uris.isEmpty()) {
      return;
    }
    var updates = subscriberOf(session);
    for (var lost : surface.resume(uris, updates, new SessionCaller(session, Caller.NONE))) {
      session.unsubscribed(lost);
      updates.updated(NOBODY, lost, lost);
    }
  }

  /** As what the session subscribes; it leaves with the session. */
  private Updates subscriberOf(Session session) {
    var known = subscribers.get(session);
    if (known != null) {
      return known;
    }
    var fresh = new Updates(session);
    var before = subscribers.putIfAbsent(session, fresh);
    if (before != null) {
      return before;
    }
    session.onListen(() -> fresh.tellAfter(GATHER));
    session.onEnd(() -> {
      subscribers.remove(session);
      surface.leave(fresh);
    });
    return fresh;
  }

  /** What one session has to be told. */
  private final class Updates implements Subscriber {
    private final Session session;
    private final GatheredUpdates gathered = new GatheredUpdates();
    private final AtomicBoolean waits = new AtomicBoolean();

    Updates(Session session) {
      this.session = session;
    }

    @Override
    public void updated(BackendId backend, String subscribed, String uri) {
      gathered.add(backend, subscribed, uri);
      tellAfter(GATHER);
    }

    private void tellAfter(Duration delay) {
      if (waits.compareAndSet(false, true)) {
        var _ = timer.after(delay, this::tell);
      }
    }

    /** What the client's stream has no room for waits; without a stream for the next one. */
    private void tell() {
      waits.set(false);
      var uris = gathered.take(session.room());
      var refused = uris.stream().filter(uri -> !isTold(uri)).toList();
      refused.forEach(uri -> gathered.add(NOBODY, uri, uri));
      if (session.isHeard() && !gathered.isEmpty()) {
        tellAfter(refused.size() == uris.size() ? FULL : GATHER);
      }
    }

    /** No if the stream ended meanwhile. */
    private boolean isTold(String uri) {
      return session.tell(
          new RpcMessage.Notification(
              "notifications/resources/updated", Json.object().put("uri", uri)));
    }
  }
}
