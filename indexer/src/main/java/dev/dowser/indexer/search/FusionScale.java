package dev.dowser.indexer.search;

/**
 * What {@link Fusion} adds up for each tool: what its meaning counts and what its words count. One
 * place for the ranking and for its explanation.
 *
 * @param lexical what words gave
 * @param semantic what meaning gave
 * @param mean of the similarities
 * @param spread their standard deviation, but never too small to say anything
 * @param weight of one point of the words' score
 */
record FusionScale(
    LexicalScores lexical, SemanticScores semantic, double mean, double spread, double weight) {
  /** Smaller differences of similarity say nothing, however alike all tools are. */
  private static final double LEAST_SPREAD = 0.02;

  static FusionScale of(
      LexicalScores lexical, SemanticScores semantic, RankingParameters parameters) {
    if (!semantic.any()) {
      return new FusionScale(lexical, semantic, 0, 1, 1);
    }
    double spread = Math.max(LEAST_SPREAD, semantic.spread());
    double weight = parameters.words().of(lexical.words());
    return new FusionScale(lexical, semantic, semantic.mean(), spread, weight);
  }

  /** Standard deviations above the mean of the candidates. */
  double deviations(double similarity) {
    return (similarity - mean) / spread;
  }

  /** What the words of a tool count. */
  double words(int slot) {
    return weight * lexical.score(slot);
  }
}
