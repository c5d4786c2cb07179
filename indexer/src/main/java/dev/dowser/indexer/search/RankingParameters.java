package dev.dowser.indexer.search;

import java.util.List;

/**
 * The numbers of the ranking. docs/finding.md says how they were chosen.
 *
 * @param fields how the words of a tool count
 * @param headShare how much the vector of a tool's name and first sentence may lift the tool over
 *     what the vector of its whole text says, 0..1
 * @param words how much words weigh against meaning
 * @param lifts what tools gain that are asked for by name
 * @param parts how a text is ranked that speaks of several needs
 * @param variety how an answer is kept from being one tool or one server over and over
 * @param refusal whether a need that nothing suits gets no hits
 */
public record RankingParameters(
    Fields fields,
    double headShare,
    WordWeight words,
    Lifts lifts,
    Parts parts,
    Variety variety,
    boolean refusal) {

  /** The parameters that are used. */
  public static final RankingParameters DEFAULT =
      new RankingParameters(
          new Fields(
              List.of(4.0, 2.0, 1.5, 1.0, 1.0), List.of(0.75, 0.75, 0.75, 0.75, 0.75), 2.0, 0.5),
          0.3,
          new WordWeight(0.15, 0.0045, 4.0 / 3, 0.5, 1.0),
          new Lifts(1.0, 0.1),
          new Parts(true, 0.5, 0.85),
          new Variety(true, 5, 0.97),
          true);

  /** The same with other fields. */
  public RankingParameters withFields(Fields other) {
    return new RankingParameters(other, headShare, words, lifts, parts, variety, refusal);
  }

  /** The same with another share of the first sentence. */
  public RankingParameters withHeadShare(double share) {
    return new RankingParameters(fields, share, words, lifts, parts, variety, refusal);
  }

  /** The same with another weight of words. */
  public RankingParameters withWords(WordWeight weight) {
    return new RankingParameters(fields, headShare, weight, lifts, parts, variety, refusal);
  }

  /** The same with other lifts. */
  public RankingParameters withLifts(Lifts other) {
    return new RankingParameters(fields, headShare, words, other, parts, variety, refusal);
  }

  /** The same with another way with several needs. */
  public RankingParameters withParts(Parts other) {
    return new RankingParameters(fields, headShare, words, lifts, other, variety, refusal);
  }

  /** The same with another variety. */
  public RankingParameters withVariety(Variety other) {
    return new RankingParameters(fields, headShare, words, lifts, parts, other, refusal);
  }

  /** The same with or without refusals. */
  public RankingParameters withRefusal(boolean refuses) {
    return new RankingParameters(fields, headShare, words, lifts, parts, variety, refuses);
  }

  /**
   * How the words of a tool count (BM25F).
   *
   * @param weights what a word is worth by {@link ToolField#position}
   * @param norms how much a long field counts against its words (b), 0..1, by position
   * @param saturation how soon repeats of a word stop counting (k1)
   * @param slip what a word is worth that was taken for another, for each letter that differs,
   *     0..1; 0 leaves such words out
   */
  public record Fields(List<Double> weights, List<Double> norms, double saturation, double slip) {
    /** Copies the lists. */
    public Fields {
      weights = List.copyOf(weights);
      norms = List.copyOf(norms);
      if (weights.size() != ToolField.count() || norms.size() != ToolField.count()) {
        throw new IllegalArgumentException(
            "expected %d field weights and norms, got %d and %d"
                .formatted(ToolField.count(), weights.size(), norms.size()));
      }
    }

    /** The same with another worth of misspelt words. */
    public Fields withSlip(double worth) {
      return new Fields(weights, norms, saturation, worth);
    }
  }

  /**
   * What tools gain that are asked for by name.
   *
   * @param tool how far above the best of the others a tool stands that the need names
   * @param server what the tools of a server gain that the need names; the best tool has 1
   */
  public record Lifts(double tool, double server) {}

  /**
   * How a text is ranked that speaks of several needs.
   *
   * @param split whether it is split at all
   * @param shareOfWhole what a part takes from the score for the whole text, 0..1
   * @param afterAHit what the next hit of a part counts after each of its hits, 0..1
   */
  public record Parts(boolean split, double shareOfWhole, double afterAHit) {
    /** Every text is one need. */
    public static final Parts NONE = new Parts(false, 1, 1);
  }

  /**
   * How an answer is kept from being one tool or one server over and over.
   *
   * @param joinCopies whether the same tool on several servers is one hit
   * @param unhindered tools of one server that come in by score alone
   * @param standingBack what the score of each further one counts, more so the more there are, 0..1
   */
  public record Variety(boolean joinCopies, int unhindered, double standingBack) {}

  /**
   * What one unit of BM25F is worth in standard deviations of similarity, by the number of
   * different words in a need. One word is a name or a keyword: it counts much. A short sentence is
   * a wish in the client's own words: meaning decides. The longer it grows, the more words agree by
   * more than chance and the less one vector can hold of it.
   *
   * @param least never less
   * @param growth factor of the growth with length
   * @param exponent of the growth with length
   * @param most never more by length
   * @param keyword the weight of a single word, shared among several
   */
  public record WordWeight(
      double least, double growth, double exponent, double most, double keyword) {
    /** Refuses bounds that cross. */
    public WordWeight {
      if (least > most) {
        throw new IllegalArgumentException("least %s is over most %s".formatted(least, most));
      }
    }

    /** Words do not count. */
    public static final WordWeight NONE = new WordWeight(0, 0, 1, 0, 0);

    /** The same weight for every need. */
    public static WordWeight fixed(double weight) {
      return new WordWeight(weight, 0, 1, weight, weight);
    }

    /** The weight for a need of so many different words. */
    double of(int differentWords) {
      double text = growth * Math.pow(differentWords + 1, exponent);
      return Math.max(keyword / Math.max(1, differentWords), Math.clamp(text, least, most));
    }
  }
}
