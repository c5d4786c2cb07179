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
 */
public record RankingParameters(
    List<Double> fieldWeights,
    List<Double> fieldNorms,
    double saturation,
    double headShare,
    WordWeight words,
    double slip) {

  /** The parameters that are used. */
  public static final RankingParameters DEFAULT =
      new RankingParameters(
          List.of(4.0, 2.0, 1.5, 1.0, 1.0),
          List.of(0.75, 0.75, 0.75, 0.75, 0.75),
          2.0,
          1.0,
          new WordWeight(0.2, 0.0093, 4.0 / 3, 1.0),
          0.5);

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

    /** The weight for a need of so many different words. */
    double of(int differentWords) {
      double keyword = most / Math.max(1, differentWords);
      double text = growth * Math.pow(differentWords + 1, exponent);
      return Math.min(most, Math.max(least, Math.max(keyword, text)));
    }
  }
}
