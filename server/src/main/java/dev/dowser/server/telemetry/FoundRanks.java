package dev.dowser.server.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * What sessions were shown lately: enough to tell the rank of a tool they call. Forgets sessions
 * that were silent for long and the longest silent above a limit; of a session, what was shown
 * longest ago, and of one answer the last. Thread-safe.
 */
final class FoundRanks {
  static final int MOST_SESSIONS = 2_000;
  static final int MOST_NAMES = 64;
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);
  private static final float LOAD_FACTOR = .75f;

  private final InstantSource clock;
  private final Object lock = new Object();

  /** In order of use, longest silent first. */
  private final SequencedMap<String, Seen> sessions = new LinkedHashMap<>(16, LOAD_FACTOR, true);

  FoundRanks(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether this is the first listing that the session got. */
  boolean isFirstListing(String session) {
    synchronized (lock) {
      var seen = touch(session);
      boolean first = !seen.listed;
      seen.listed = true;
      return first;
    }
  }

  /** Notes an answer, best first; names that stand together have one rank. */
  void found(String session, List<List<String>> names) {
    synchronized (lock) {
      touch(session).found(names);
    }
  }

  /** The rank of a tool in the latest answer that had it, from 1. */
  OptionalInt rank(String session, String name) {
    synchronized (lock) {
      var rank = touch(session).ranks.get(name);
      return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
    }
  }

  int sessions() {
    synchronized (lock) {
      return sessions.size();
    }
  }

  private Seen touch(String session) {
    var now = clock.instant();
    forgetSilent(now);
    var seen = sessions.computeIfAbsent(session, _ -> new Seen());
    seen.last = now;
    if (sessions.size() > MOST_SESSIONS) {
      sessions.pollFirstEntry();
    }
    return seen;
  }

  private void forgetSilent(Instant now) {
    var oldest = now.minus(LONGEST_SILENCE);
    while (!sessions.isEmpty() && sessions.firstEntry().getValue().last.isBefore(oldest)) {
      sessions.pollFirstEntry();
    }
  }

  private static final class Seen {
    /** Longest ago first. */
    private final SequencedMap<String, Integer> ranks = new LinkedHashMap<>(4);

    private Instant last = Instant.EPOCH;
    private boolean listed;

    /** From the last to the first, so that the best are forgotten last. */
    void found(List<List<String>> names) {
      for (int rank = names.size(); rank > 0; rank--) {
        for (String name : names.get(rank - 1)) {
          ranks.remove(name);
          ranks.putLast(name, rank);
        }
      }
      while (ranks.size() > MOST_NAMES) {
        ranks.pollFirstEntry();
      }
    }
  }
}
