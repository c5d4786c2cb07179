package dev.dowser.indexer.search;

import java.util.Optional;

/** What the ranking of one need came from, for its explanation. */
record ScoredNeed(
    int number,
    String text,
    Candidates candidates,
    LexicalScores words,
    Optional<QueryVector> vector,
    SemanticScores similar) {

  /** The same as one of several needs. */
  ScoredNeed numbered(int need) {
    return new ScoredNeed(need, text, candidates, words, vector, similar);
  }
}
