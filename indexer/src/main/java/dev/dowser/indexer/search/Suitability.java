package dev.dowser.indexer.search;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/**
 * Whether any tool suits a need at all. Says no only if it is sure: the best similarity is far
 * below what the need reaches with tools of all kinds; or, with models that cannot tell that, it is
 * below what they give to nearly every tool that serves and some words of the need occur here (one
 * without any may be misspelt or in another language, which lowers similarity as well). Nothing is
 * refused in letters that the English models do not know, as pasted JSON, with models that were not
 * measured, or before nearly all tools were compared. docs/finding.md has the measurement.
 */
final class Suitability {
  /**
   * Similarity under which nothing suits, by model: the highest step of .005 at which at most 1 %
   * of the answerable training queries are refused. Half of the 2 % that is the limit, because
   * short and vague needs, as in other sets, lie lower than those.
   */
  private static final Map<String, Double> FLOORS = Map.of("bge-small-en-v1.5", 0.535);

  /** How much nearer tools of other kinds must be, in cosine. */
  private static final double SHORTFALL = 0.09;

  /** Share of the need's words, weighed by rarity, that one tool must have. */
  private static final double KNOWN_WORDS = 0.05;

  /** Share of the need's different words that must be known here or everyday English. */
  private static final double LEAST_UNDERSTOOD = 0.2;

  private static final Pattern WORD = Pattern.compile("[a-z]+");

  /** Share of the tools that may lack a vector. */
  private static final double MOST_UNSEEN = 0.02;

  private Suitability() {}

  /** Similarity under which nothing suits; none if nobody knows what to expect of the model. */
  static OptionalDouble floor(QueryVector need) {
    return floor(need.model(), need.expected());
  }

  private static OptionalDouble floor(String model, OptionalDouble expected) {
    if (expected.isPresent()) {
      return OptionalDouble.of(expected.getAsDouble() - SHORTFALL);
    }
    var floor = FLOORS.get(model);
    return floor == null ? OptionalDouble.empty() : OptionalDouble.of(floor);
  }

  /**
   * Whether enough tools were compared: nearly all, and each that has a word of the need. One
   * backend whose tools change all the time, or break the model, must not keep every need of
   * everybody from being refused.
   */
  static boolean isSeenEnough(LexicalScores words, SemanticScores similar) {
    return similar.any()
        && similar.missing() <= MOST_UNSEEN * (similar.count() + similar.missing())
        && similar.missingSlots().allMatch(slot -> words.score(slot) == 0);
  }

  /** Whether none of these candidates is worth showing for this need. */
  static boolean nothingSuits(
      String need, QueryVector meaning, LexicalScores words, SemanticScores similar) {
    return isPlainText(need)
        && isUnderstood(need, words)
        && isSeenEnough(words, similar)
        && isFar(meaning, words, similar.best());
  }

  /**
   * Whether the models know its letters, and it is written for people: pasted JSON is far from all.
   */
  static boolean isPlainText(String need) {
    return need.chars().allMatch(letter -> letter < 0x80)
        && !need.startsWith("{")
        && !need.startsWith("[");
  }

  /**
   * Whether enough of its words are known here or everyday English. One of which hardly any is may
   * be in another language, which the models know less well.
   */
  static boolean isUnderstood(String need, LexicalScores words) {
    long everyday =
        WORD.matcher(need.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .filter(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET::contains)
            .distinct()
            .count();
    return words.knownWords() + everyday >= LEAST_UNDERSTOOD * (words.words() + everyday);
  }

  private static boolean isFar(QueryVector meaning, LexicalScores words, double best) {
    var expected = meaning.expected();
    var floor = floor(meaning.model(), expected);
    return floor.isPresent()
        && best < floor.getAsDouble()
        && (expected.isPresent() || words.bestShare() >= KNOWN_WORDS);
  }
}
