package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One resource that somebody subscribed to. Requests about it go to the backend one after the
 * other, so that it hears the last wish last; each waits for its turn as long as a call may be
 * silent. Thread-safe.
 */
final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final Backend backend;
  private final String uri;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Semaphore turn = new Semaphore(1, true);

  /** Whether the backend has our subscription; only who has the turn writes it. */
  private volatile boolean held;

  /** Who is about to ask the backend, or does; guarded by the lock of the subscriptions. */
  private int users;

  Feed(Backend backend, String uri) {
    this.backend = backend;
    this.uri = uri;
  }

  BackendId backend() {
    return backend.id();
  }

  String uri() {
    return uri;
  }

  Set<Subscriber> subscribers() {
    return subscribers;
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /** To be called before {@link #settle} or {@link #renew}. */
  Feed taken() {
    users++;
    return this;
  }

  /** To be called after them. */
  void released() {
    users--;
  }

  /** Whether nobody wants it, nobody asks for it and the backend has nothing of ours. */
  boolean isOver() {
    return users == 0 && subscribers.isEmpty() && !held;
  }

  /** Whether the backend has it for nobody, since who was to take it back did not get a turn. */
  boolean isLeftBehind() {
    return users == 0 && subscribers.isEmpty() && held;
  }

  /** Subscribes or unsubscribes if what the backend has is not what is wanted. */
  CallOutcome settle(Caller caller) {
    return inTurn(() -> tell(caller));
  }

  /** The same for a backend that has forgotten the subscription. */
  void renew() {
    var outcome =
        inTurn(() -> {
          held = false;
          return tell(Caller.NONE);
        });
    if (!(outcome instanceof CallOutcome.Answered)) {
      LOG.warn("backend={} a subscription was not renewed: {}", backend(), kind(outcome));
    }
  }

  /** For logs: nothing of what a backend wrote. */
  static String kind(CallOutcome outcome) {
    var kind = outcome.getClass().getSimpleName();
    return outcome instanceof CallOutcome.Refused(var error) ? kind + " " + error.code() : kind;
  }

  private CallOutcome tell(Caller caller) {
    boolean wanted = !subscribers.isEmpty();
    if (wanted == held) {
      return new CallOutcome.Answered(Json.object());
    }
    var method = wanted ? "resources/subscribe" : "resources/unsubscribe";
    held = false;
    var outcome = backend.call(method, Json.object().put("uri", uri), caller);
    held = wanted && outcome instanceof CallOutcome.Answered;
    return outcome;
  }

  private CallOutcome inTurn(Supplier<CallOutcome> work) {
    var silence = backend.silence();
    try {
      if (!turn.tryAcquire(silence.toNanos(), TimeUnit.NANOSECONDS)) {
        return new CallOutcome.DeadlinePassed(silence);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new CallOutcome.Unavailable("the gateway is stopping.", false);
    }
    try {
      return work.get();
    } finally {
      turn.release();
    }
  }
}
