package dev.dowser.indexer.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the words of a query gave each tool. */
final class LexicalScores {
  private final double[] scores;
  private final double[] masses;
  private final int words;
  private final Map<String, String> guesses = new HashMap<>();
  private double mass;
  private int known;

  LexicalScores(int slots, int words) {
    this.scores = new double[slots];
    this.masses = new double[slots];
    this.words = words;
  }

  /** A word of the query, whether or not it occurs. */
  void addWord(double idf) {
    mass += idf;
  }

  /** A word of the query in a tool. */
  void add(int slot, double score, double idf) {
    scores[slot] += score;
    masses[slot] += idf;
  }

  /** A word of the query occurs as it is. */
  void known() {
    known++;
  }

  /** How many of the query's different words occur as they are. */
  int knownWords() {
    return known;
  }

  /** A word that nothing has was taken for another. */
  void guess(String word, String near) {
    guesses.put(word, near);
  }

  /** What words that nothing has were taken for, each for the word that most tools have. */
  Map<String, String> guesses() {
    return guesses;
  }

  /** How much of the query's words, each as heavy as it is rare, one tool has at most; 0..1. */
  double bestShare() {
    return mass == 0 ? 0 : Arrays.stream(masses).max().orElse(0) / mass;
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
