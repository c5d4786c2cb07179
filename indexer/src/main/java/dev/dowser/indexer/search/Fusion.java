package dev.dowser.indexer.search;

/**
 * One score per tool from words and meaning: a convex combination of the two, each scaled to 0..1
 * over the candidates of this query (words from 0 to the best score, meaning from the lowest to the
 * highest similarity). Weighted scores beat reciprocal rank fusion on every set that was measured:
 * they keep how far apart the hits are.
 *
 * <p>A tool without a vector is judged by its words alone, as if its meaning matched as well as
 * they do, so that it is neither lost nor preferred while vectors are still being computed.
 */
final class Fusion {
  private final RankingParameters parameters;

  Fusion(RankingParameters parameters) {
    this.parameters = parameters;
  }

  /** Scores by slot, 0..1; 0 for what is no candidate or matches in no way. */
  double[] fuse(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    double bestWords = lexical.best();
    double lowest = 1;
    double highest = -1;
    for (int slot = 0; slot < candidates.slots(); slot++) {
      if (semantic.has(slot)) {
        lowest = Math.min(lowest, semantic.similarity(slot));
        highest = Math.max(highest, semantic.similarity(slot));
      }
    }
    double range = highest - lowest;
    double weight = parameters.meaning();
    var fused = new double[candidates.slots()];
    for (int slot = 0; slot < fused.length; slot++) {
      if (candidates.has(slot)) {
        double words = bestWords == 0 ? 0 : lexical.score(slot) / bestWords;
        fused[slot] = words;
        if (semantic.has(slot)) {
          double meaning = range <= 0 ? 1 : (semantic.similarity(slot) - lowest) / range;
          fused[slot] = weight * meaning + (1 - weight) * words;
        }
      }
    }
    return fused;
  }
}
