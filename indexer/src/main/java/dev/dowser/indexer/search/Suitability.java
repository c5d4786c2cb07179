package dev.dowser.indexer.search;

import java.util.Map;
import java.util.Optional;

/**
 * Whether any tool suits a need at all. Says no only if it is sure: the best similarity is below
 * what the model gives to nearly every tool that serves, the need is in letters that the English
 * models know, and some of its words occur here (a need without any may be misspelt or in another
 * language, which lowers similarity as well). What a similarity is worth depends on the model, so
 * for models that were not measured nothing is refused. docs/finding.md has the measurement.
 */
final class Suitability {
  /**
   * Similarity under which nothing suits, by model: the highest step of .005 at which at most 1 %
   * of the answerable training queries are refused. Half of the 2 % that is the limit, because
   * short and vague needs, as in other sets, lie lower than those.
   */
  private static final Map<String, Double> FLOORS = Map.of("bge-small-en-v1.5", 0.535);

  /** Share of the need's words, weighed by rarity, that one tool must have. */
  private static final double KNOWN_WORDS = 0.05;

  private Suitability() {}

  /** Similarity under which nothing suits; none if the model was not measured. */
  static Optional<Double> floor(String model) {
    return Optional.ofNullable(FLOORS.get(model));
  }

  /** Whether none of these candidates is worth showing for this need. */
  static boolean nothingSuits(
      String need, QueryVector meaning, LexicalScores words, SemanticScores similar) {
    double floor = FLOORS.getOrDefault(meaning.model(), Double.NEGATIVE_INFINITY);
    return similar.any()
        && similar.complete()
        && similar.best() < floor
        && words.bestShare() >= KNOWN_WORDS
        && need.chars().allMatch(letter -> letter < 0x80);
  }
}
