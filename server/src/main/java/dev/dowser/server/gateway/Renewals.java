package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings subscriptions back to backends that forgot them, in rounds: of each backend a few at a
 * time; what failed is tried again after growing pauses, as long as somebody wants it, and given up
 * in the end. A backend that does not answer ends its round, so that a round costs no more than one
 * silence. Thread-safe.
 */
final class Renewals implements AutoCloseable {
  /** Rounds before those that still fail are given up. */
  static final int ROUNDS = 6;

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Feeds feeds;
  private final Later later;
  private final RandomGenerator random;
  private final Map<BackendId, Course> courses = new ConcurrentHashMap<>();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  /** What is renewed. */
  interface Feeds {
    /** Those that the backend has forgotten and somebody wants, {@link Feed#taken()}. */
    List<Feed> lost(BackendId backend);

    /** To be called once for each of them. */
    void release(Feed feed);
  }

  /**
   * Renewals of all backends.
   *
   * @param random thread-safe
   */
  Renewals(Feeds feeds, Later later, RandomGenerator random) {
    this.feeds = feeds;
    this.later = later;
    this.random = random;
  }

  /** Begins at once; a course under way begins anew. Does not block. */
  void begin(BackendId backend) {
    courses.computeIfAbsent(backend, Course::new).begin();
  }

  /** The renewals of one backend: one round at a time. */
  private final class Course {
    private final BackendId backend;

    // Guarded by this.
    private boolean running;
    private boolean again;
    private int rounds;
    private int starts;

    Course(BackendId backend) {
      this.backend = backend;
    }

    synchronized void begin() {
      rounds = 0;
      if (running) {
        again = true;
      } else {
        start();
      }
    }

    private synchronized void startUnlessStarted(int expected) {
      if (!running && starts == expected) {
        start();
      }
    }

    private void start() {
      running = true;
      starts++;
      inBackground(this::round);
    }

    private void round() {
      var failed = List.<Feed>of();
      try {
        failed = new RenewalRound(feeds.lost(backend), feeds::release).run();
      } catch (RuntimeException e) {
        LOG.error("backend={} subscriptions were not renewed", backend, e);
      }
      if (!goesOn(failed)) {
        giveUp(failed);
      }
    }

    private synchronized boolean goesOn(List<Feed> failed) {
      running = false;
      rounds++;
      if (!again && (failed.isEmpty() || rounds >= ROUNDS)) {
        return false;
      }
      again = false;
      int expected = starts;
      later.after(pauseAfter(rounds), () -> startUnlessStarted(expected));
      return true;
    }

    private void giveUp(List<Feed> failed) {
      var given = failed.stream().filter(Feed::giveUp).count();
      if (given > 0) {
        LOG.warn("backend={} subscriptions={} could not be renewed", backend, given);
      }
    }
  }

  /** Half of 1 s, 2 s, 4 s ... and up to as much again. */
  private Duration pauseAfter(int rounds) {
    var half = PAUSE.multipliedBy(1L << (rounds - 1)).dividedBy(2);
    return half.plusNanos(random.nextLong(half.toNanos()));
  }

  private void inBackground(Runnable task) {
    try {
      background.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("subscriptions are not renewed: closed", e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
