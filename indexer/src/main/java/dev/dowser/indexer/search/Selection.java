package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The best tools by score. The same tool on several servers counts once, for all of them; and when
 * one server has had its first few, its further tools stand back a little for those of others.
 */
final class Selection {
  /** Tools of one server that come in by score alone. */
  private static final int UNHINDERED = 5;

  /** What the score of each further one counts, more so the more there are. */
  private static final double STANDING_BACK = 0.97;

  /** How many more than wanted are looked at, to have tools of others. */
  private static final int SPARE = 20;

  private final Candidates candidates;
  private final double[] scores;
  private final int[] representatives;
  private final int[] families;

  Selection(Candidates candidates, double[] scores) {
    this.candidates = candidates;
    this.scores = scores;
    this.representatives = new int[scores.length];
    this.families = new int[scores.length];
    Arrays.fill(representatives, -1);
    for (int slot = 0; slot < scores.length; slot++) {
      int family = candidates.family(slot);
      families[slot] = family;
      int known = representatives[family];
      if (scores[slot] != Fusion.NONE && (known < 0 || scores[slot] > scores[known])) {
        representatives[family] = slot;
      }
    }
  }

  /**
   * A tool that was chosen.
   *
   * @param slot the best of its copies, of equally good ones the first by exposed name
   * @param score what it was chosen by
   */
  record Chosen(int slot, double score) {}

  /** The other servers' tools that a chosen one stands for, best first. */
  List<ExposedTool> copies(int slot) {
    int family = families[slot];
    if (candidates.slot(slot).family() == Slot.ALONE) {
      return List.of();
    }
    var others = new ArrayList<Integer>();
    for (int other = 0; other < scores.length; other++) {
      if (families[other] == family && other != slot && candidates.has(other)) {
        others.add(other);
      }
    }
    return others.stream().sorted(order()).map(other -> candidates.slot(other).tool()).toList();
  }

  /** Whether a tool stands for itself and its copies. */
  boolean stands(int slot) {
    return representatives[families[slot]] == slot;
  }

  /**
   * The best, in order.
   *
   * @param freely servers that are asked for, so that they may fill the answer
   */
  List<Chosen> best(int limit, Predicate<BackendId> freely) {
    var pool = new ArrayList<>(top(limit + SPARE));
    var chosen = new ArrayList<Chosen>();
    Map<BackendId, Integer> counts = new HashMap<>();
    while (chosen.size() < limit && !pool.isEmpty()) {
      int next = 0;
      for (int i = 1; i < pool.size(); i++) {
        if (score(pool.get(i), counts) > score(pool.get(next), counts)) {
          next = i;
        }
      }
      int slot = pool.get(next);
      pool.subList(next, next + 1).clear();
      chosen.add(new Chosen(slot, score(slot, counts)));
      if (!freely.test(candidates.server(slot))) {
        counts.merge(candidates.server(slot), 1, Integer::sum);
      }
    }
    return chosen;
  }

  private double score(int slot, Map<BackendId, Integer> counts) {
    int beyond = counts.getOrDefault(candidates.server(slot), 0) - UNHINDERED + 1;
    return beyond <= 0 || scores[slot] <= 0
        ? scores[slot]
        : scores[slot] * Math.pow(STANDING_BACK, beyond);
  }

  private Comparator<Integer> order() {
    return Comparator.<Integer>comparingDouble(slot -> -scores[slot])
        .thenComparing(Comparator.naturalOrder());
  }

  private List<Integer> top(int most) {
    var worstFirst = new PriorityQueue<>(order().reversed());
    for (int slot = 0; slot < scores.length; slot++) {
      if (stands(slot)
          && (worstFirst.size() < most || scores[slot] > scores[worstFirst.element()])) {
        worstFirst.add(slot);
        if (worstFirst.size() > most) {
          worstFirst.remove();
        }
      }
    }
    return worstFirst.stream().sorted(order()).toList();
  }
}
