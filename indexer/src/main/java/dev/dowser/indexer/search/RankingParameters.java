package dev.dowser.indexer.search;

import java.util.List;

/**
 * The numbers of the ranking. docs/finding.md says how they were chosen.
 *
 * @param fieldWeights what a word is worth by {@link ToolField#position}
 * @param fieldNorms how much a long field counts against its words (BM25F's b), 0..1, by position
 * @param saturation how soon repeats of a word stop counting (BM25's k1)
 * @param headShare how much the vector of a tool's name and first sentence may lift the tool over
 *     what the vector of its whole text says, 0..1
 * @param words how much words weigh against meaning
 * @param slip what a word is worth that was taken for another, for each letter that differs, 0..1
 * @param nameLift how far above the best of the others a tool stands that the need names
 * @param refusal whether a need that nothing suits gets no hits
 */
public record RankingParameters(
    List<Double> fieldWeights,
    List<Double> fieldNorms,
    double saturation,
    double headShare,
    WordWeight words,
    double slip,
    double nameLift,
    boolean refusal) {

  /** The parameters that are used. */
  public static final RankingParameters DEFAULT =
      new RankingParameters(
          List.of(4.0, 2.0, 1.5, 1.0, 1.0),
          List.of(0.75, 0.75, 0.75, 0.75, 0.75),
          2.0,
          1.0,
          new WordWeight(0.2, 0.0045, 4.0 / 3, 1.0),
          0.5,
          1.0,
          true);

  /** Copies the lists. */
  public RankingParameters {
    fieldWeights = List.copyOf(fieldWeights);
    fieldNorms = List.copyOf(fieldNorms);
    if (fieldWeights.size() != ToolField.count() || fieldNorms.size() != ToolField.count()) {
      throw new IllegalArgumentException(
          "expected %d field weights and norms, got %d and %d"
              .formatted(ToolField.count(), fieldWeights.size(), fieldNorms.size()));
    }
  }

  /** The same with another share of the first sentence. */
  public RankingParameters withHeadShare(double share) {
    return new RankingParameters(
        fieldWeights, fieldNorms, saturation, share, words, slip, nameLift, refusal);
  }

  /** The same with another weight of words. */
  public RankingParameters withWords(WordWeight weight) {
    return new RankingParameters(
        fieldWeights, fieldNorms, saturation, headShare, weight, slip, nameLift, refusal);
  }

  /** The same with another worth of misspelt words; 0 leaves them out. */
  public RankingParameters withSlip(double worth) {
    return new RankingParameters(
        fieldWeights, fieldNorms, saturation, headShare, words, worth, nameLift, refusal);
  }

  /** The same with another lift of a tool that is named; 0 leaves it where it is. */
  public RankingParameters withNameLift(double lift) {
    return new RankingParameters(
        fieldWeights, fieldNorms, saturation, headShare, words, slip, lift, refusal);
  }

  /** The same with or without refusals. */
  public RankingParameters withRefusal(boolean refuses) {
    return new RankingParameters(
        fieldWeights, fieldNorms, saturation, headShare, words, slip, nameLift, refuses);
  }

  /**
   * What one unit of BM25F is worth in standard deviations of similarity, by the number of
   * different words in a need. One word is a name or a keyword: it counts much. A short sentence is
   * a wish in the client's own words: meaning decides. The longer it grows, the more words agree by
   * more than chance and the less one vector can hold of it.
   *
   * @param least never less
   * @param growth factor of the growth with length
   * @param exponent of the growth with length
   * @param most never more; also the weight of a single word
   */
  public record WordWeight(double least, double growth, double exponent, double most) {
    /** Words do not count. */
    public static final WordWeight NONE = new WordWeight(0, 0, 1, 0);

    /** The same weight for every need. */
    public static WordWeight fixed(double weight) {
      return new WordWeight(weight, 0, 1, weight);
    }

    /** The weight for a need of so many different words. */
    double of(int differentWords) {
      double keyword = most / Math.max(1, differentWords);
      double text = growth * Math.pow(differentWords + 1, exponent);
      return Math.min(most, Math.max(least, Math.max(keyword, text)));
    }
  }
}
