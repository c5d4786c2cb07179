package dev.dowser.server.gateway;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try to bring subscriptions back to a backend. Who subscribed is told, because what changed in
 * between was not.
 */
final class RenewalRound {
  /** Requests to the backend at a time. */
  static final int AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(RenewalRound.class);

  private final Queue<Feed> waiting;
  private final Queue<Feed> failed = new ConcurrentLinkedQueue<>();
  private final Consumer<Feed> release;
  private volatile boolean silent;

  /**
   * A round.
   *
   * @param feeds which were taken
   * @param release called once for each
   */
  RenewalRound(List<Feed> feeds, Consumer<Feed> release) {
    this.waiting = new ConcurrentLinkedQueue<>(feeds);
    this.release = release;
  }

  /** Those that failed, or were not tried because the backend does not answer. */
  List<Feed> run() {
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = Math.min(AT_ONCE, waiting.size()); i > 0; i--) {
        workers.execute(this::work);
      }
    }
    for (var feed = waiting.poll(); feed != null; feed = waiting.poll()) {
      failed.add(feed);
      release.accept(feed);
    }
    return List.copyOf(failed);
  }

  private void work() {
    for (var feed = waiting.poll(); feed != null; feed = silent ? null : waiting.poll()) {
      try {
        renew(feed);
      } finally {
        release.accept(feed);
      }
    }
  }

  private void renew(Feed feed) {
    var outcome = feed.settle(Caller.NONE);
    if (outcome instanceof CallOutcome.Answered) {
      feed.tellAll();
      return;
    }
    failed.add(feed);
    if (!(outcome instanceof CallOutcome.Refused)) {
      silent = true;
    }
    LOG.debug("backend={} a subscription was not renewed: {}", feed.backend(), Feed.kind(outcome));
  }
}
