package dev.dowser.server.metatools;

import dev.dowser.indexer.search.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a list where the score says that the rest is noise. Conservative: a missing tool costs more
 * than a superfluous line. Of each need the first {@value #ALWAYS} stay; after them the list ends
 * at the first hit with less than a quarter of the best score, or less than half of the score
 * before it.
 */
final class NoiseCut {
  private static final int ALWAYS = 3;
  private static final double OF_BEST = 0.25;
  private static final double OF_PREVIOUS = 0.5;

  private NoiseCut() {}

  static List<Hit> apply(List<Hit> hits) {
    Map<Integer, Tail> needs = new HashMap<>();
    var kept = new ArrayList<Hit>();
    for (var hit : hits) {
      if (needs.computeIfAbsent(hit.need(), _ -> new Tail(hit.score())).keeps(hit.score())) {
        kept.add(hit);
      }
    }
    return kept;
  }

  private static final class Tail {
    private final double best;
    private double previous;
    private int count;
    private boolean ended;

    Tail(double best) {
      this.best = best;
      this.previous = best;
    }

    boolean keeps(double score) {
      ended |= count++ >= ALWAYS && (score < OF_BEST * best || score < OF_PREVIOUS * previous);
      previous = score;
      return !ended;
    }
  }
}
