package dev.dowser.server.backend.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. All are random, so that backends that fell together do
 * not come back together: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
record Pauses(RandomGenerator random) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Evenly from nothing to 1 s, 2 s, 4 s ... 60 s. */
  Duration afterFailure(int failures) {
    var doublings = Math.clamp(failures - 1, 0, 6);
    var ceiling = FIRST.multipliedBy(1L << doublings);
    return share(ceiling.compareTo(LONGEST) < 0 ? ceiling : LONGEST, 0, 1);
  }

  /** For what only a person can mend: 60 to 120 s. */
  Duration untilInstalled() {
    return share(LONGEST, 1, 2);
  }

  /** Three to five quarters of it, so that many backends spread. */
  Duration around(Duration interval) {
    return share(interval, 0.75, 1.25);
  }

  private Duration share(Duration whole, double from, double to) {
    return Duration.ofNanos((long) (whole.toNanos() * random.nextDouble(from, to)));
  }
}
