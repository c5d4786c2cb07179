package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.search.RankingParameters;
import dev.dowser.indexer.search.RankingParameters.Lifts;
import dev.dowser.indexer.search.RankingParameters.Parts;
import dev.dowser.indexer.search.RankingParameters.Variety;
import dev.dowser.indexer.search.RankingParameters.WordWeight;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is lost without each part of the ranking.
 *
 * @param parts left out one at a time
 */
public record Ablation(List<Part> parts) {
  /** The best of the fixed weights on the five public sets. */
  private static final double FIXED_WEIGHT = 0.4;

  /** Every part that a parameter can switch off. A new part is one more line. */
  public static final Ablation OF_ALL =
      new Ablation(
          List.of(
              new Part("words", with -> with.withWords(WordWeight.NONE)),
              Part.meaning(),
              new Part("vector of the first sentence", with -> with.withHeadShare(0)),
              new Part(
                  "weight by length (fixed: %s)".formatted(FIXED_WEIGHT),
                  with -> with.withWords(WordWeight.fixed(FIXED_WEIGHT))),
              new Part(
                  "repair of misspelt words", with -> with.withFields(with.fields().withSlip(0))),
              new Part("splitting of texts", with -> with.withParts(Parts.NONE)),
              new Part("a named tool first", Ablation::namedToolsUnlifted),
              new Part("lift of a named server", Ablation::namedServersUnlifted),
              new Part("copies as one hit", Ablation::copiesApart),
              new Part("standing back of one server's tools", Ablation::serversUnhindered),
              new Part("refusal", with -> with.withRefusal(false))));

  /** Copies the list. */
  public Ablation {
    parts = List.copyOf(parts);
  }

  private static RankingParameters namedToolsUnlifted(RankingParameters with) {
    return with.withLifts(new Lifts(0, with.lifts().server()));
  }

  private static RankingParameters namedServersUnlifted(RankingParameters with) {
    return with.withLifts(new Lifts(with.lifts().tool(), 0));
  }

  private static RankingParameters copiesApart(RankingParameters with) {
    var now = with.variety();
    return with.withVariety(new Variety(false, now.unhindered(), now.standingBack()));
  }

  private static RankingParameters serversUnhindered(RankingParameters with) {
    var now = with.variety();
    return with.withVariety(new Variety(now.joinCopies(), Integer.MAX_VALUE, 1));
  }

  /**
   * A part of the ranking.
   *
   * @param name what it is
   * @param without the parameters of a ranking that lacks it
   * @param embedder whether the ranking still has vectors
   */
  public record Part(String name, UnaryOperator<RankingParameters> without, boolean embedder) {
    Part(String name, UnaryOperator<RankingParameters> without) {
      this(name, without, true);
    }

    static Part meaning() {
      return new Part("meaning", UnaryOperator.identity(), false);
    }
  }
}
