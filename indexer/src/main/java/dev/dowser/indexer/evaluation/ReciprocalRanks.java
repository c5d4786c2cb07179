package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.ToolId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reciprocal rank fusion with the usual constant of 60. */
final class ReciprocalRanks {
  private static final double K = 60;

  private ReciprocalRanks() {}

  static List<ToolId> merge(List<ToolId> first, List<ToolId> second) {
    var scores = new LinkedHashMap<ToolId, Double>();
    for (var ranked : List.of(first, second)) {
      for (int place = 0; place < ranked.size(); place++) {
        scores.merge(ranked.get(place), 1 / (K + place + 1), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .sorted(Comparator.comparingDouble(scored -> -scored.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
