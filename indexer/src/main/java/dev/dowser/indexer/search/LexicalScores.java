package dev.dowser.indexer.search;

/** What the words of a query gave each tool. */
final class LexicalScores {
  private final double[] scores;
  private final double[] matchedMass;
  private double mass;

  LexicalScores(int slots) {
    scores = new double[slots];
    matchedMass = new double[slots];
  }

  void add(int slot, double score, double idf) {
    scores[slot] += score;
    matchedMass[slot] += idf;
  }

  void addMass(double idf) {
    mass += idf;
  }

  double score(int slot) {
    return scores[slot];
  }

  double best() {
    double best = 0;
    for (double score : scores) {
      best = Math.max(best, score);
    }
    return best;
  }

  /** How much of what the query's words weigh (idf) occurs in this tool, 0..1. */
  double share(int slot) {
    return mass == 0 ? 0 : matchedMass[slot] / mass;
  }
}
