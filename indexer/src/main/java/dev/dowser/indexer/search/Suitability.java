package dev.dowser.indexer.search;

import dev.dowser.indexer.search.VectorHolder.ToolVectors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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

  /** What the similarity under which nothing suits starts from; the terms below add to it. */
  private static final double LEAST = -0.16;

  /** How much that rises with the similarity that the need reaches with tools of all kinds. */
  private static final double RISE = 0.47;

  /** How much it falls with how akin tools here are to those. */
  private static final double KINSHIP = 0.12;

  /** How much it rises with how common tools here are: less is asked of vague ones. */
  private static final double COMMONNESS = 0.57;

  /** How much it rises with how far the best tool here is ahead: one that serves has company. */
  private static final double LONELINESS = 0.94;

  /** No more than so far: in a small catalog the others have nothing to do with the need. */
  private static final double MOST_AHEAD = 0.08;

  /** The nearest tools here, which all but the need itself is judged by. */
  private static final int NEAREST = 5;

  /** Share of the need's words, weighed by rarity, that one tool must have. */
  private static final double KNOWN_WORDS = 0.05;

  /** Share of them that says enough by itself: words decide then. */
  private static final double MANY_WORDS = 0.5;

  /** Share of the need's different words that must be known here or everyday English. */
  private static final double LEAST_UNDERSTOOD = 0.2;

  /** Share of its words that the model must know whole, or the need is not in its language. */
  private static final double LEAST_WHOLE = 0.5;

  /** Share of them that says enough by itself. */
  private static final double MANY_WHOLE = 0.8;

  /** Of the commonest words of English those that few other languages have. */
  private static final Set<String> EVERYDAY =
      Set.of(
          ("a the and my our your what which with for from this that of to is are how when who does "
                  + "have it at by not they their his she you i can should would there into about "
                  + "than been were where why these those some any every please need want")
              .split(" "));

  /** Of the commonest words of other languages those that English hardly has. */
  private static final Set<String> FOREIGN =
      Set.of(
          ("der das dem und ein eine einen nicht mit auf zu la le les une des et dans pour sur el del "
                  + "de en por para que una il gli della nel di het een voor naar och att ett som um uma alle")
              .split(" "));

  private static final Pattern WORD = Pattern.compile("[a-z]+");

  /** Share of the tools that may lack a vector. */
  private static final double MOST_UNSEEN = 0.02;

  private Suitability() {}

  /** Similarity under which nothing suits; none if nobody knows what to expect of the model. */
  static OptionalDouble floor(ScoredNeed need) {
    var meaning = need.vector();
    if (meaning.isEmpty()) {
      return OptionalDouble.empty();
    }
    var expected = meaning.get().expected();
    if (expected.isPresent()) {
      return OptionalDouble.of(floor(expected.get(), need));
    }
    var floor = FLOORS.get(meaning.get().model());
    return floor == null ? OptionalDouble.empty() : OptionalDouble.of(floor);
  }

  private static double floor(Expected expected, ScoredNeed need) {
    var slots = need.similar().nearest(NEAREST);
    var here = vectors(need, slots);
    double best = need.similar().best();
    double ahead = Math.min(MOST_AHEAD, best - least(need.similar(), slots));
    return LEAST
        + RISE * expected.similarity()
        - KINSHIP * kinship(expected, here, best)
        + COMMONNESS * commonness(expected, here)
        + LONELINESS * ahead;
  }

  /** How plainly the nearest tools here are described, -1..1. */
  static double commonness(Expected expected, ScoredNeed need) {
    return commonness(expected, vectors(need, need.similar().nearest(NEAREST)));
  }

  private static double commonness(Expected expected, List<CodedVector> here) {
    return here.stream().mapToDouble(expected.commonness()).average().orElse(0);
  }

  private static double least(SemanticScores similar, List<Integer> slots) {
    return slots.stream().mapToDouble(similar::similarity).min().orElse(similar.best());
  }

  /**
   * How akin the nearest tools here are to those that the need comes nearest to anywhere, -1..1: a
   * need whose words are odd may be as far from all of them, but tools that serve it are alike.
   */
  private static double kinship(Expected expected, List<CodedVector> here, double otherwise) {
    return expected.nearest().stream()
        .mapToDouble(one -> here.stream().mapToDouble(one::similarity).max().orElse(otherwise))
        .average()
        .orElse(0);
  }

  private static List<CodedVector> vectors(ScoredNeed need, List<Integer> slots) {
    String space = need.vector().map(QueryVector::space).orElse("");
    return slots.stream()
        .map(slot -> need.candidates().slot(slot).vectors().in(space))
        .filter(Objects::nonNull)
        .map(ToolVectors::whole)
        .toList();
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

  /** Whether none of the candidates is worth showing for this need. */
  static boolean nothingSuits(ScoredNeed need) {
    var words = need.words();
    return isPlainText(need.text())
        && isUnderstood(need)
        && !isDecidedByWords(words)
        && isSeenEnough(words, need.similar())
        && isFar(need);
  }

  /** Whether one tool has so many of its words that it does not matter what they mean. */
  static boolean isDecidedByWords(LexicalScores words) {
    return words.bestShare() >= MANY_WORDS;
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
   * Whether enough of its words are known: to the model, or here, or everyday English. One of which
   * hardly any is may be in another language, which the models know less well.
   */
  static boolean isUnderstood(ScoredNeed need) {
    var whole = need.vector().map(QueryVector::wholeWords).orElse(OptionalDouble.empty());
    return whole.orElse(LEAST_WHOLE) >= LEAST_WHOLE
        && count(need.text(), FOREIGN) == 0
        && (whole.orElse(0) >= MANY_WHOLE || hasKnownWords(need.text(), need.words()));
  }

  private static boolean hasKnownWords(String need, LexicalScores words) {
    long everyday = count(need, EVERYDAY);
    return words.knownWords() + everyday > LEAST_UNDERSTOOD * (words.words() + everyday);
  }

  /** How many different ones of these words it has. */
  private static long count(String need, Set<String> ofThese) {
    return WORD.matcher(need.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(ofThese::contains)
        .distinct()
        .count();
  }

  private static boolean isFar(ScoredNeed need) {
    var floor = floor(need);
    return floor.isPresent()
        && need.similar().best() < floor.getAsDouble()
        && (need.words().bestShare() >= KNOWN_WORDS
            || need.vector().flatMap(QueryVector::expected).isPresent());
  }
}
