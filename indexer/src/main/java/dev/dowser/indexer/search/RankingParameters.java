package dev.dowser.indexer.search;

import java.util.List;

/**
 * The numbers of the ranking. docs/finding.md says how they were chosen.
 *
 * @param fieldWeights what a word is worth by {@link ToolField#position}
 * @param fieldNorms how much a long field counts against its words (BM25F's b), 0..1, by position
 * @param saturation how soon repeats of a word stop counting (BM25's k1)
 * @param meaning weight of meaning against words, 0..1
 * @param headShare how much the better of a tool's two vectors decides over the whole one, 0..1
 */
public record RankingParameters(
    List<Double> fieldWeights,
    List<Double> fieldNorms,
    double saturation,
    double meaning,
    double headShare) {

  /** The parameters that are used. */
  public static final RankingParameters DEFAULT =
      new RankingParameters(
          List.of(4.0, 2.0, 1.5, 1.0, 1.0), List.of(0.75, 0.75, 0.75, 0.75, 0.75), 1.2, 0.7, 1.0);

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
}
