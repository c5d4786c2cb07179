package dev.dowser.server.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what listings cost. Counting all definitions of a large catalog takes a second, so it is
 * done in the background, once for all listings that wait for it.
 */
final class TokenTally {
  private static final Logger LOG = LoggerFactory.getLogger(TokenTally.class);

  private final ListingSizes sizes;
  private final Executor background;
  private final Counter shown;
  private final Counter whole;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A tally.
   *
   * @param shown counts the definitions that were listed
   * @param whole counts those that listing everything would have shown
   */
  TokenTally(ListingSizes sizes, Executor background, Counter shown, Counter whole) {
    this.sizes = sizes;
    this.background = background;
    this.shown = shown;
    this.whole = whole;
  }

  void listed() {
    if (waiting.getAndIncrement() == 0) {
      background.execute(this::count);
    }
  }

  private void count() {
    int listings = waiting.getAndSet(0);
    try {
      long all = sizes.whole();
      long some = sizes.shown();
      whole.increment((double) listings * all);
      shown.increment((double) listings * some);
    } catch (RuntimeException fault) {
      LOG.warn("the tokens of {} listings were not counted", listings, fault);
    }
  }
}
