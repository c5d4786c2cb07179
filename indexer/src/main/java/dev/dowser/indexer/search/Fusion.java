package dev.dowser.indexer.search;

/**
 * One score per tool from words and meaning. Similarities are counted in standard deviations above
 * the mean of this query's candidates, because every model has a range of its own; the BM25F score
 * is taken as it is, because it is a sum of log-odds already: many rare words that match are worth
 * more than one common word, which any scaling to the best hit would forget. The weight between the
 * two depends on the length of the need ({@link RankingParameters.WordWeight}). The sum is divided
 * by that of the best tool; an average tool without a matching word has 0.
 *
 * <p>Weighted scores beat reciprocal rank fusion on every set that was measured: they keep how far
 * apart the hits are.
 *
 * <p>A tool without a vector is judged as if its meaning matched as well as its words do, so that
 * it is neither lost nor preferred while vectors are still being computed.
 */
final class Fusion {
  /** Marks what is no candidate or matches in no way. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  /** Smaller differences of similarity say nothing, however alike all tools are. */
  private static final double LEAST_SPREAD = 0.02;

  private final RankingParameters parameters;

  Fusion(RankingParameters parameters) {
    this.parameters = parameters;
  }

  /** Scores by slot, the best 1, those of tools below the average negative, or {@link #NONE}. */
  double[] fuse(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    var fused = semantic.any() ? both(candidates, lexical, semantic) : words(candidates, lexical);
    double best = 0;
    for (double score : fused) {
      best = Math.max(best, score);
    }
    for (int slot = 0; slot < fused.length; slot++) {
      if (fused[slot] != NONE) {
        fused[slot] = best == 0 ? 1 : fused[slot] / best;
      }
    }
    return fused;
  }

  private static double[] words(Candidates candidates, LexicalScores lexical) {
    var scores = new double[candidates.slots()];
    for (int slot = 0; slot < scores.length; slot++) {
      scores[slot] = lexical.score(slot) > 0 ? lexical.score(slot) : NONE;
    }
    return scores;
  }

  private double[] both(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    double mean = semantic.mean();
    double spread = Math.max(LEAST_SPREAD, semantic.spread());
    double highest = (semantic.best() - mean) / spread;
    double bestWords = lexical.best();
    double weight = parameters.words().of(lexical.words());
    var scores = new double[candidates.slots()];
    for (int slot = 0; slot < scores.length; slot++) {
      double words = lexical.score(slot);
      if (semantic.has(slot)) {
        scores[slot] = (semantic.similarity(slot) - mean) / spread + weight * words;
      } else {
        scores[slot] = words > 0 ? highest * words / bestWords + weight * words : NONE;
      }
    }
    return scores;
  }
}
