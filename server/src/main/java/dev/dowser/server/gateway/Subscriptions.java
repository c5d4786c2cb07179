package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.rpc.RpcError;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who subscribed to which resource of which backend, over all virtual servers, because they share
 * the connections: a backend gets one subscription however many want it, gets it again on a new
 * connection, and loses it with the last who wanted it. Thread-safe.
 */
public final class Subscriptions implements BackendListener, AutoCloseable {
  /** Most resources that one subscriber may subscribe to. */
  static final int MOST_OF_ONE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
  private static final int LONGEST_URI = 4_000;
  private static final int MOST_LEVELS = 64;

  private final Object lock = new Object();

  // Guarded by the lock.
  private final Map<BackendId, Map<String, Feed>> feeds = new HashMap<>();
  private final Map<Subscriber, Map<String, Feed>> wanted = new HashMap<>();
  private final Set<Subscriber> gone = Collections.newSetFromMap(new WeakHashMap<>());

  private final Renewals renewals;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * None yet.
   *
   * @param later when what failed is tried again
   * @param random thread-safe
   */
  public Subscriptions(Later later, RandomGenerator random) {
    this.renewals = new Renewals(new Lost(), later, random);
  }

  /**
   * Subscribes; again is as once, but at another backend takes the place of the one before. Who has
   * left gets nothing any more.
   *
   * @param backend who has the resource
   * @return the backend's answer to the first subscription; nothing for those after it
   */
  CallOutcome open(Backend backend, String uri, Subscriber subscriber, Caller caller) {
    Feed feed;
    synchronized (lock) {
      if (gone.contains(subscriber)) {
        return new CallOutcome.Unavailable("the session has ended.", false);
      }
      if (hasTooMany(uri, subscriber)) {
        return tooMany();
      }
      feed = feed(backend, uri).taken();
      enter(feed, subscriber);
    }
    var outcome = settle(feed, caller);
    if (!(outcome instanceof CallOutcome.Answered)) {
      forget(uri, subscriber).forEach(this::release);
    }
    return outcome;
  }

  /**
   * Subscribes who had subscribed before, in the background as if the backends had forgotten it. It
   * is told of each resource when the backend has its subscription.
   *
   * @param resources by URI, with the backend that has each
   */
  void resume(Map<String, Backend> resources, Subscriber subscriber) {
    synchronized (lock) {
      if (gone.contains(subscriber)) {
        return;
      }
      resources.forEach((uri, backend) -> resume(backend, uri, subscriber));
    }
    resources.values().stream().map(Backend::id).distinct().forEach(renewals::begin);
  }

  private void resume(Backend backend, String uri, Subscriber subscriber) {
    if (hasTooMany(uri, subscriber)) {
      return;
    }
    var feed = feed(backend, uri);
    enter(feed, subscriber);
    if (feed.isHeld() && feed.isInUse()) {
      feed.taken();
      inBackground(() -> confirm(feed, subscriber));
    } else if (feed.isHeld()) {
      subscriber.updated(backend.id(), uri, uri);
    } else {
      feed.forget();
    }
  }

  /** That the backend has it still, or again, after those who may have taken it back just now. */
  private void confirm(Feed feed, Subscriber subscriber) {
    var outcome = settle(feed, Caller.NONE);
    if (outcome instanceof CallOutcome.Answered) {
      subscriber.updated(feed.backend(), feed.uri(), feed.uri());
    } else {
      feed.forget();
      renewals.begin(feed.backend());
    }
  }

  private boolean hasTooMany(String uri, Subscriber subscriber) {
    var own = wanted.getOrDefault(subscriber, Map.of());
    return own.size() >= MOST_OF_ONE && !own.containsKey(uri);
  }

  private Feed feed(Backend backend, String uri) {
    return feeds
        .computeIfAbsent(backend.id(), _ -> new HashMap<>())
        .computeIfAbsent(uri, _ -> new Feed(backend, uri));
  }

  private void enter(Feed feed, Subscriber subscriber) {
    feed.add(subscriber);
    var before = wanted.computeIfAbsent(subscriber, _ -> new HashMap<>()).put(feed.uri(), feed);
    if (before != null && before != feed) {
      before.remove(subscriber);
      before.taken();
      inBackground(() -> settle(before, Caller.NONE));
    }
  }

  private static CallOutcome tooMany() {
    return new CallOutcome.Refused(
        new RpcError(
            ErrorCode.BAD_PARAMETERS.rpcCode(),
            "a session may subscribe to at most " + MOST_OF_ONE + " resources",
            null));
  }

  /** Ends one subscription, if there is one; the backend's refusal changes nothing. */
  void close(String uri, Subscriber subscriber, Caller caller) {
    forget(uri, subscriber).forEach(feed -> settle(feed, caller));
  }

  /**
   * Ends all subscriptions of a subscriber for good: it hears nothing from now on, and each backend
   * is told in the background, so that none waits for another.
   */
  void leave(Subscriber subscriber) {
    List<Feed> left;
    synchronized (lock) {
      gone.add(subscriber);
      var uris = Set.copyOf(wanted.getOrDefault(subscriber, Map.of()).keySet());
      left = uris.stream().flatMap(uri -> forget(uri, subscriber).stream()).toList();
    }
    left.forEach(feed -> inBackground(() -> settle(feed, Caller.NONE)));
  }

  private List<Feed> forget(String uri, Subscriber subscriber) {
    synchronized (lock) {
      var own = wanted.getOrDefault(subscriber, Map.of());
      var feed = own.get(uri);
      if (feed == null) {
        return List.of();
      }
      own.remove(uri);
      if (own.isEmpty()) {
        wanted.remove(subscriber);
      }
      feed.remove(subscriber);
      return List.of(feed.taken());
    }
  }

  /** Of a feed that was taken, which is released. */
  private CallOutcome settle(Feed feed, Caller caller) {
    try {
      return feed.settle(caller);
    } finally {
      release(feed);
    }
  }

  private void release(Feed feed) {
    synchronized (lock) {
      feed.released();
      var ofBackend = feeds.get(feed.backend());
      if (ofBackend != null && feed.isOver()) {
        ofBackend.remove(feed.uri(), feed);
      } else if (feed.isLeftBehind()) {
        feed.taken();
        inBackground(() -> settle(feed, Caller.NONE));
      }
    }
  }

  /** A backend that answers is asked again for what was given up. */
  @Override
  public void discovered(BackendSnapshot snapshot) {
    if (givenUp(snapshot.backend()) > 0) {
      renewals.begin(snapshot.backend());
    }
  }

  /** How many resources of a backend somebody subscribed to that the backend will not tell of. */
  public int givenUp(BackendId backend) {
    synchronized (lock) {
      return (int) of(backend).stream().filter(Feed::isGivenUp).count();
    }
  }

  private Collection<Feed> of(BackendId backend) {
    return feeds.getOrDefault(backend, Map.of()).values();
  }

  /** What renewals see of this. */
  private final class Lost implements Renewals.Feeds {
    @Override
    public List<Feed> lost(BackendId backend) {
      synchronized (lock) {
        return of(backend).stream().filter(Feed::isLost).map(Feed::taken).toList();
      }
    }

    @Override
    public void release(Feed feed) {
      Subscriptions.this.release(feed);
    }
  }

  @Override
  public void lost(BackendId backend) {}

  @Override
  public void connected(BackendId backend) {
    synchronized (lock) {
      of(backend).forEach(Feed::forget);
      of(backend).removeIf(Feed::isOver);
    }
    renewals.begin(backend);
  }

  @Override
  public void resourceUpdated(BackendId backend, String uri) {
    if (uri.length() <= LONGEST_URI) {
      subscribers(backend, uri)
          .forEach((subscriber, subscribed) -> subscriber.updated(backend, subscribed, uri));
    }
  }

  /**
   * Who is to be told, each with the resource that it subscribed to: a backend may tell of one
   * below that.
   */
  private Map<Subscriber, String> subscribers(BackendId backend, String uri) {
    var found = new HashMap<Subscriber, String>();
    synchronized (lock) {
      var known = feeds.getOrDefault(backend, Map.of());
      if (known.isEmpty()) {
        return found;
      }
      collect(known, uri, found);
      int level = uri.lastIndexOf('/');
      for (int levels = 0; level > 0 && levels < MOST_LEVELS; levels++) {
        collect(known, uri.substring(0, level), found);
        collect(known, uri.substring(0, level + 1), found);
        level = uri.lastIndexOf('/', level - 1);
      }
    }
    return found;
  }

  private static void collect(Map<String, Feed> known, String uri, Map<Subscriber, String> found) {
    var feed = known.get(uri);
    if (feed != null) {
      feed.subscribers().forEach(subscriber -> found.putIfAbsent(subscriber, uri));
    }
  }

  private void inBackground(Runnable task) {
    try {
      background.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("a subscription is not looked after: closed", e);
    }
  }

  /** Ends what it does in the background; what backends have been told stays. */
  @Override
  public void close() {
    renewals.close();
    background.shutdownNow();
  }
}
