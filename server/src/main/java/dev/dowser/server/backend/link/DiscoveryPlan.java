package dev.dowser.server.backend.link;

import java.time.Duration;

/**
 * When backends are asked for what they have and how much of an answer is taken.
 *
 * @param interval mean time between discoveries of a backend that announces nothing
 * @param limit for one discovery, all pages together
 * @param maxPages pages read at most
 * @param maxEntries entries of one list read at most
 */
public record DiscoveryPlan(Duration interval, Duration limit, int maxPages, int maxEntries) {

  /** Checks that all are positive. */
  public DiscoveryPlan {
    Positive.check("interval", interval);
    Positive.check("limit", limit);
    if (maxPages < 1 || maxEntries < 1) {
      throw new IllegalArgumentException(
          "maxPages and maxEntries must be at least 1, got " + maxPages + " and " + maxEntries);
    }
  }

  /** Every interval, with the usual limits: 60 s, 1,000 pages, 20,000 tools. */
  public static DiscoveryPlan every(Duration interval) {
    return new DiscoveryPlan(interval, Duration.ofSeconds(60), 1_000, 20_000);
  }

  DiscoveryPlan within(Duration shorter) {
    return new DiscoveryPlan(interval, shorter, maxPages, maxEntries);
  }
}
