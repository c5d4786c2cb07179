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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One resource that somebody subscribed to. Requests about it go to the backend one after the
 * other, so that it hears the last wish last; each waits for its turn as long as a call may be
 * silent. Thread-safe.
 */
final class Feed {
  private static final int NOWHERE = -1;

  private final Backend backend;
  private final String uri;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Semaphore turn = new Semaphore(1, true);

  /** How often the backend forgot it. */
  private final AtomicInteger forgotten = new AtomicInteger();

  /**
   * How often the backend had forgotten it when it took our subscription, {@link #NOWHERE} if it
   * has none; only who has the turn writes it.
   */
  private volatile int heldSince = NOWHERE;

  private volatile boolean givenUp;

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

  /** To be called before {@link #settle}. */
  Feed taken() {
    users++;
    return this;
  }

  /** To be called after it. */
  void released() {
    users--;
  }

  /** Whether somebody is about to ask the backend, so that what it has may change at once. */
  boolean isInUse() {
    return users > 0;
  }

  /** Whether nobody wants it, nobody asks for it and the backend has nothing of ours. */
  boolean isOver() {
    return users == 0 && subscribers.isEmpty() && !isHeld();
  }

  /** Whether the backend has it for nobody, since who was to take it back did not get a turn. */
  boolean isLeftBehind() {
    return users == 0 && subscribers.isEmpty() && isHeld();
  }

  /** Whether the backend has our subscription. */
  boolean isHeld() {
    return heldSince == forgotten.get();
  }

  /** The backend knows nothing of it any more. */
  void forget() {
    forgotten.incrementAndGet();
  }

  /** Whether somebody wants it and the backend has forgotten it. */
  boolean isLost() {
    return forgotten.get() > 0 && !isHeld() && !subscribers.isEmpty();
  }

  /**
   * Gives up to bring it back, and tells who wants it, since they will hear of no change.
   *
   * @return false if that was so already, or need not be
   */
  boolean giveUp() {
    if (givenUp || !isLost()) {
      return false;
    }
    givenUp = true;
    tellAll();
    return true;
  }

  /** Whether it is wanted, lost and not looked after. */
  boolean isGivenUp() {
    return givenUp && isLost();
  }

  void tellAll() {
    subscribers.forEach(subscriber -> subscriber.updated(backend(), uri, uri));
  }

  /** Subscribes or unsubscribes if what the backend has is not what is wanted. */
  CallOutcome settle(Caller caller) {
    return inTurn(() -> tell(caller));
  }

  /** For logs: nothing of what a backend wrote. */
  static String kind(CallOutcome outcome) {
    var kind = outcome.getClass().getSimpleName();
    return outcome instanceof CallOutcome.Refused(var error) ? kind + " " + error.code() : kind;
  }

  private CallOutcome tell(Caller caller) {
    int now = forgotten.get();
    boolean wanted = !subscribers.isEmpty();
    if (wanted == (heldSince == now)) {
      return new CallOutcome.Answered(Json.object());
    }
    heldSince = NOWHERE;
    var method = wanted ? "resources/subscribe" : "resources/unsubscribe";
    var outcome = backend.call(method, Json.object().put("uri", uri), caller);
    if (wanted && outcome instanceof CallOutcome.Answered) {
      heldSince = now;
      givenUp = false;
    }
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
