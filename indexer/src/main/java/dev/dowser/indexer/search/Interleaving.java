package dev.dowser.indexer.search;

import dev.dowser.indexer.search.NeedRanking.Scored;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One list from the rankings of several needs, no tool twice. */
final class Interleaving {
  private final List<NeedRanking> rankings;
  private final int[] positions;
  private final List<Hit> hits = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();

  private Interleaving(List<NeedRanking> rankings) {
    this.rankings = rankings;
    this.positions = new int[rankings.size()];
  }

  /** Needs that the client told apart take turns. */
  static RankedTools turns(List<NeedRanking> rankings, int limit) {
    var merge = new Interleaving(rankings);
    boolean any = true;
    while (any && merge.hits.size() < limit) {
      any = false;
      for (int need = 0; need < rankings.size() && merge.hits.size() < limit; need++) {
        if (merge.hasNext(need)) {
          merge.take(need);
          any = true;
        }
      }
    }
    return merge.result(List.of());
  }

  /**
   * Parts of one need come by score, so that what is sure stands first and a part that was split
   * off wrongly does little harm; each hit makes the next of the same part wait.
   *
   * @param afterAHit what the next hit of a part counts after each of its hits that was taken, 0..1
   */
  static RankedTools byScore(
      List<NeedRanking> rankings, List<String> parts, int limit, double afterAHit) {
    var merge = new Interleaving(rankings);
    var weights = new double[rankings.size()];
    Arrays.fill(weights, 1);
    for (int next = 0; next >= 0 && merge.hits.size() < limit; ) {
      next = merge.best(weights);
      if (next >= 0) {
        weights[next] *= afterAHit;
        merge.take(next);
      }
    }
    return merge.result(parts);
  }

  private int best(double[] weights) {
    int best = -1;
    double highest = -1;
    for (int need = 0; need < weights.length; need++) {
      if (hasNext(need) && weights[need] * next(need).hit().score() > highest) {
        best = need;
        highest = weights[need] * next(need).hit().score();
      }
    }
    return best;
  }

  private boolean hasNext(int need) {
    var all = rankings.get(need).hits();
    while (positions[need] < all.size() && taken.contains(next(need).family())) {
      positions[need]++;
    }
    return positions[need] < all.size();
  }

  private Scored next(int need) {
    return rankings.get(need).hits().get(positions[need]);
  }

  private void take(int need) {
    taken.add(next(need).family());
    hits.add(next(need).hit());
    positions[need]++;
  }

  private RankedTools result(List<String> parts) {
    int named = rankings.size() == 1 ? NeedRanking.NAMED : 1;
    var closest =
        rankings.stream()
            .flatMap(ranking -> ranking.closest().stream().limit(named))
            .map(Scored::hit)
            .toList();
    var mode =
        rankings.stream()
            .map(NeedRanking::mode)
            .max(Comparator.naturalOrder())
            .orElse(Mode.LEXICAL);
    return new RankedTools(hits, more(), mode, closest, parts);
  }

  private int more() {
    int more = 0;
    int families = rankings.isEmpty() ? 0 : rankings.getFirst().matching().length;
    for (int family = 0; family < families; family++) {
      if (matches(family) && !taken.contains(family)) {
        more++;
      }
    }
    return more;
  }

  private boolean matches(int family) {
    for (var ranking : rankings) {
      if (ranking.matching()[family]) {
        return true;
      }
    }
    return false;
  }
}
