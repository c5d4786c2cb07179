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

  private final RankingParameters parameters;

  Fusion(RankingParameters parameters) {
    this.parameters = parameters;
  }

  /** Scores by slot, the best 1, those of tools below the average negative, or {@link #NONE}. */
  double[] fuse(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    var fused = sums(candidates, lexical, semantic);
    double best = best(fused);
    for (int slot = 0; slot < fused.length; slot++) {
      if (fused[slot] != NONE) {
        fused[slot] = best == 0 ? 1 : fused[slot] / best;
      }
    }
    return fused;
  }

  /** What scores are made of: sums of what meaning and words count, or {@link #NONE}. */
  double[] sums(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    return semantic.any() ? both(candidates, lexical, semantic) : words(candidates, lexical);
  }

  /** The best sum, which has score 1. */
  static double best(double[] sums) {
    double best = 0;
    for (double sum : sums) {
      best = Math.max(best, sum);
    }
    return best;
  }

  private static double[] words(Candidates candidates, LexicalScores lexical) {
    var scores = new double[candidates.slots()];
    for (int slot = 0; slot < scores.length; slot++) {
      scores[slot] = lexical.score(slot) > 0 ? lexical.score(slot) : NONE;
    }
    return scores;
  }

  private double[] both(Candidates candidates, LexicalScores lexical, SemanticScores semantic) {
    var scale = FusionScale.of(lexical, semantic, parameters);
    double highest = scale.deviations(semantic.best());
    double bestWords = lexical.best();
    var scores = new double[candidates.slots()];
    for (int slot = 0; slot < scores.length; slot++) {
      double words = lexical.score(slot);
      if (semantic.has(slot)) {
        scores[slot] = scale.deviations(semantic.similarity(slot)) + scale.words(slot);
      } else {
        scores[slot] = words > 0 ? highest * words / bestWords + scale.words(slot) : NONE;
      }
    }
    return scores;
  }
}
