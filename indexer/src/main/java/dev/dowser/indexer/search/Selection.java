package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.RankingParameters.Variety;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The best tools by score. The same tool on several servers counts once, for all of them; and when
 * one server has had its first few, its further tools stand back a little for those of others.
 */
final class Selection {
  /** How many more than wanted are looked at, to have tools of others. */
  private static final int SPARE = 20;

  private final Candidates candidates;
  private final Relations relations;
  private final Variety variety;
  private final double[] scores;
  private final int[] representatives;

  Selection(Candidates candidates, double[] scores, Variety variety) {
    this.candidates = candidates;
    this.relations = candidates.relations();
    this.variety = variety;
    this.scores = scores;
    this.representatives = new int[scores.length];
    Arrays.fill(representatives, -1);
    for (int slot = 0; slot < scores.length; slot++) {
      int family = family(slot);
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

  /** What a tool and its copies have in common, if copies are one hit. */
  int family(int slot) {
    return variety.joinCopies() ? relations.family(slot) : slot;
  }

  /** The other servers' tools that a chosen one stands for, best first. */
  List<ExposedTool> copies(int slot) {
    if (!variety.joinCopies()) {
      return List.of();
    }
    return Arrays.stream(relations.members(relations.family(slot)))
        .filter(other -> other != slot && candidates.has(other))
        .boxed()
        .sorted(order())
        .map(other -> candidates.slot(other).tool())
        .toList();
  }

  /** Whether a tool stands for itself and its copies. */
  private boolean stands(int slot) {
    return representatives[family(slot)] == slot;
  }

  /**
   * The best, in order.
   *
   * @param freely by number, servers that are asked for, so that they may fill the answer
   */
  List<Chosen> best(int limit, boolean[] freely) {
    var pool = new ArrayList<>(top(limit + SPARE));
    var chosen = new ArrayList<Chosen>();
    var counts = new int[relations.servers()];
    while (chosen.size() < limit && !pool.isEmpty()) {
      int next = next(pool, counts);
      int slot = pool.get(next);
      pool.subList(next, next + 1).clear();
      chosen.add(new Chosen(slot, score(slot, counts)));
      if (!freely[relations.server(slot)]) {
        counts[relations.server(slot)]++;
      }
    }
    return chosen;
  }

  /** Place of the best in the pool, whose scores descend; none behind it can be better as it is. */
  private int next(List<Integer> pool, int[] counts) {
    int next = 0;
    double best = score(pool.getFirst(), counts);
    for (int i = 1; i < pool.size() && scores[pool.get(i)] > best; i++) {
      double score = score(pool.get(i), counts);
      if (score > best) {
        best = score;
        next = i;
      }
    }
    return next;
  }

  private double score(int slot, int[] counts) {
    int beyond = counts[relations.server(slot)] - variety.unhindered() + 1;
    return beyond <= 0 || scores[slot] <= 0
        ? scores[slot]
        : scores[slot] * Math.pow(variety.standingBack(), beyond);
  }

  private Comparator<Integer> order() {
    return Comparator.<Integer>comparingDouble(slot -> -scores[slot])
        .thenComparing(Comparator.naturalOrder());
  }

  private List<Integer> top(int most) {
    var worstFirst = new PriorityQueue<>(order().reversed());
    for (int slot = 0; slot < scores.length; slot++) {
      if (scores[slot] != Fusion.NONE
          && (worstFirst.size() < most || scores[slot] > scores[worstFirst.element()])
          && stands(slot)) {
        worstFirst.add(slot);
        if (worstFirst.size() > most) {
          worstFirst.remove();
        }
      }
    }
    return worstFirst.stream().sorted(order()).toList();
  }
}
