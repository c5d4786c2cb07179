package dev.dowser.server.session;

import dev.dowser.server.rpc.RpcMessage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * One client's session: what was negotiated, which requests are in flight, which streams are open.
 * Thread-safe. Nothing in it is needed to revive it but its id; what it subscribed to is
 * remembered.
 */
public final class Session {
  private static final int MAX_LISTENERS = 4;

  private final String id;
  private final Negotiated negotiated;
  private final SubscribedUris.OfSession subscribed;
  private final AtomicBoolean revivedTaken = new AtomicBoolean();
  private final Map<JsonNode, InFlight> inFlight = new ConcurrentHashMap<>(2);
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile LogLevel logLevel = LogLevel.DEBUG;
  private volatile Instant lastUsed;
  private volatile boolean closed;
  private volatile Runnable atListen = () -> {};
  private final Queue<Runnable> atEnd = new ConcurrentLinkedQueue<>();

  Session(String id, Negotiated negotiated, SubscribedUris.OfSession subscribed, Instant now) {
    this.id = id;
    this.negotiated = negotiated;
    this.subscribed = subscribed;
    this.lastUsed = now;
  }

  /** Remembers that the client subscribed to a resource, also for when it is revived. */
  public void subscribed(String uri) {
    subscribed.add(uri);
  }

  /** The opposite. */
  public void unsubscribed(String uri) {
    subscribed.remove(uri);
  }

  /**
   * The resources that the client had subscribed to before the session was revived: once, then
   * nothing, so that they are subscribed to again once.
   */
  public SequencedSet<String> takeRevived() {
    return revivedTaken.compareAndSet(false, true) ? subscribed.all() : new LinkedHashSet<>();
  }

  /** The signed id the client sends with each request. */
  public String id() {
    return id;
  }

  /** What the handshake settled. */
  public Negotiated negotiated() {
    return negotiated;
  }

  /**
   * Notes a request as in flight.
   *
   * @param requestId with its JSON type: {@code 1} and {@code "1"} differ
   * @return false if one with this id is in flight already
   */
  public boolean begin(JsonNode requestId, InFlight request) {
    return inFlight.putIfAbsent(requestId, request) == null;
  }

  /** Forgets a request that ended. */
  public void finish(JsonNode requestId, InFlight request) {
    inFlight.remove(requestId, request);
  }

  /** Cancels the request; one that is unknown or answered is ignored. */
  public void cancel(JsonNode requestId, String reason) {
    var request = inFlight.remove(requestId);
    if (request != null) {
      request.cancel(reason);
    }
  }

  /**
   * Adds a stream; above four the oldest is closed, since it is likely a dead connection. In a
   * session that was ended or let go in the meantime it is closed at once.
   */
  public void listen(Listener listener) {
    listeners.add(listener);
    if (closed) {
      closeStreams();
    }
    while (listeners.size() > MAX_LISTENERS) {
      listeners.removeFirst().close();
    }
    atListen.run();
  }

  /** Forgets a stream that ended. */
  public void unlisten(Listener listener) {
    listeners.remove(listener);
  }

  /**
   * Sends a notification on exactly one stream, the youngest that is open; without one it is
   * dropped.
   *
   * @return whether a stream took it
   */
  public boolean tell(RpcMessage.Notification notification) {
    return listeners.reversed().stream().anyMatch(listener -> listener.tell(notification));
  }

  /**
   * How many more notifications of a kind that comes often the client's stream takes; none without
   * a stream.
   */
  public int room() {
    var youngest = listeners.reversed().stream().findFirst();
    return youngest.map(Listener::room).orElse(0);
  }

  /** Whether the client has a stream open. */
  public boolean isHeard() {
    return !listeners.isEmpty();
  }

  /** Runs the action whenever the client opens a stream; it must not block. Replaces the last. */
  public void onListen(Runnable action) {
    atListen = action;
  }

  /** Least severity of log messages that the client wants. */
  public LogLevel logLevel() {
    return logLevel;
  }

  /** Sets the least severity of log messages that the client wants. */
  public void logLevel(LogLevel level) {
    logLevel = level;
  }

  /** Runs the action once, when the session is ended or let go; at once if it is. */
  public void onEnd(Runnable action) {
    atEnd.add(action);
    if (closed) {
      runAtEnd();
    }
  }

  private void runAtEnd() {
    for (var action = atEnd.poll(); action != null; action = atEnd.poll()) {
      action.run();
    }
  }

  boolean isBusy() {
    return hasRequests() || !listeners.isEmpty();
  }

  boolean hasRequests() {
    return !inFlight.isEmpty();
  }

  Instant lastUsed() {
    return lastUsed;
  }

  void touch(Instant now) {
    lastUsed = now;
  }

  /** What it subscribed to is remembered for as long as it is held. */
  void keepSubscriptions() {
    subscribed.keep();
  }

  /** Ends the streams; requests in flight go on and are answered. */
  void closeStreams() {
    closed = true;
    subscribed.touch();
    listeners.forEach(Listener::close);
    listeners.clear();
    runAtEnd();
  }
}
