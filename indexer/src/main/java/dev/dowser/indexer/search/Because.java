package dev.dowser.indexer.search;

import dev.dowser.indexer.search.Explanation.Verdict;
import java.util.Locale;

/** The reasons of decisions, in words for operators. */
final class Because {
  private static final int FEW = 5;

  private Because() {}

  /** Why words weigh what they weigh. */
  static String weight(int words, double weight, boolean meaning) {
    if (!meaning) {
      return "no vectors take part, words alone decide";
    }
    if (words <= 1) {
      return "one word is a name or a keyword: words count most";
    }
    if (words <= FEW) {
      return words + " different words are a wish in the client's own words: meaning leads";
    }
    return "%d different words: the more agree by more than chance, the more words count; weight %s"
        .formatted(words, number(weight));
  }

  /** What decided whether anything suits. */
  static Verdict verdict(ScoredNeed need, boolean refused) {
    var floor = Suitability.floor(need);
    if (floor.isEmpty() || !need.similar().any()) {
      return new Verdict(
          refused,
          need.similar().any()
              ? "not judged: it is not known what a similarity of this model is worth"
              : "not judged: no vectors take part");
    }
    var best = "best similarity " + number(need.similar().best());
    var limit = number(floor.getAsDouble()) + expectation(need);
    if (need.similar().best() >= floor.getAsDouble()) {
      return new Verdict(refused, best + " is not under " + limit);
    }
    var under = best + " is under " + limit;
    return new Verdict(
        refused, under + (refused ? ": nothing suits" : ", but not sure: " + doubt(need)));
  }

  private static String expectation(ScoredNeed need) {
    return need.vector()
        .flatMap(QueryVector::expected)
        .map(expected ->
            " (tools of other kinds reach %s; tools here are as plain as %s, 1 at most)"
                .formatted(
                    number(expected.similarity()), number(Suitability.commonness(expected, need))))
        .orElse("");
  }

  private static String doubt(ScoredNeed need) {
    if (!Suitability.isSeenEnough(need.words(), need.similar())) {
      return "some tools have no vector yet";
    }
    if (Suitability.isDecidedByWords(need.words())) {
      return "a tool has half of its words or more";
    }
    if (!Suitability.isUnderstood(need)) {
      return "too few of its words are known to the model, here or in everyday English (it may be in another language)";
    }
    if (!Suitability.isPlainText(need.text())) {
      return "the need is JSON or has letters that the model hardly knows";
    }
    return need.vector().flatMap(QueryVector::expected).isPresent()
        ? "a tool is named"
        : "a tool is named, or no word of the need is known here (it may be misspelt or in another language)";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
