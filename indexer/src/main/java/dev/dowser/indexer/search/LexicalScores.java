package dev.dowser.indexer.search;

/** What the words of a query gave each tool. */
final class LexicalScores {
  private final double[] scores;
  private final int words;

  LexicalScores(int slots, int words) {
    this.scores = new double[slots];
    this.words = words;
  }

  void add(int slot, double score) {
    scores[slot] += score;
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

  /** How many different words the query has. */
  int words() {
    return words;
  }
}
