package dev.dowser.server.metatools;

import dev.dowser.indexer.search.Hit;
import dev.dowser.server.metatools.ToolCard.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of each hit is worth its tokens. The first hits of a need are the ones that are called;
 * a hit far below the best of its need is there to be recognised, not to be called at once.
 */
final class Richness {
  private static final int FULL = 3;
  private static final double NEAR = 0.7;
  private static final double FAR = 0.5;

  private Richness() {}

  static List<Form> of(List<Hit> hits) {
    Map<Integer, Double> best = new HashMap<>();
    Map<Integer, Integer> places = new HashMap<>();
    var forms = new ArrayList<Form>();
    for (var hit : hits) {
      double top = best.computeIfAbsent(hit.need(), _ -> hit.score());
      double ofBest = top > 0 ? hit.score() / top : 1;
      int place = places.merge(hit.need(), 1, Integer::sum);
      forms.add(of(place, ofBest));
    }
    return forms;
  }

  private static Form of(int place, double ofBest) {
    if (place == 1 || (place <= FULL && ofBest >= NEAR)) {
      return Form.FULL;
    }
    if (ofBest >= NEAR) {
      return Form.BRIEF;
    }
    return ofBest >= FAR ? Form.SHORT : Form.BARE;
  }
}
