package dev.dowser.indexer.search;

import java.util.List;
import java.util.Optional;

/**
 * Why an answer is what it is: the answer, and for each need what was looked for and how each hit
 * came to its score. The parts add up: what meaning counts plus what words count is the sum, and
 * the sum divided by the best sum of the need is the score, unless the tool or its server is named,
 * the need is a part of a longer text (which counts half), or its server has many tools before it.
 *
 * @param ranked the answer
 * @param needs those that are not empty, in their order
 */
public record Explanation(RankedTools ranked, List<NeedExplanation> needs) {

  /** Copies the list. */
  public Explanation {
    needs = List.copyOf(needs);
  }

  /**
   * How one need was read.
   *
   * @param need its index
   * @param candidates tools that might have been found
   * @param words what its words are worth here
   * @param meaning the similarities that deviations are counted in; empty without vectors
   * @param verdict whether anything suits
   * @param bestSum of the best tool; scores are shares of it
   * @param hits of this need, refused ones included, best first
   */
  public record NeedExplanation(
      int need,
      int candidates,
      WordsOfNeed words,
      Optional<MeaningOfNeed> meaning,
      Verdict verdict,
      double bestSum,
      List<HitExplanation> hits) {

    /** Copies the list. */
    public NeedExplanation {
      hits = List.copyOf(hits);
    }
  }

  /**
   * The words of a need.
   *
   * @param words as searched: lower case, stems, without stop words; each once
   * @param weight what one point of a word counts against one standard deviation of similarity
   * @param because why words have this weight
   */
  public record WordsOfNeed(List<QueryWord> words, double weight, String because) {

    /** Copies the list. */
    public WordsOfNeed {
      words = List.copyOf(words);
    }
  }

  /**
   * A word of a need.
   *
   * @param word as searched
   * @param tools how many candidates have it, or what it was taken for
   * @param takenFor the words it was taken for because no candidate has it, empty if it stands
   */
  public record QueryWord(String word, int tools, List<String> takenFor) {

    /** Copies the list. */
    public QueryWord {
      takenFor = List.copyOf(takenFor);
    }
  }

  /**
   * Similarities of a need.
   *
   * @param model that compared
   * @param compared candidates that have vectors
   * @param mean of their similarities
   * @param spread what one standard deviation is taken to be
   * @param best highest similarity
   */
  public record MeaningOfNeed(
      String model, int compared, double mean, double spread, double best) {}

  /**
   * Whether anything suits a need.
   *
   * @param refused if not
   * @param because what decided
   */
  public record Verdict(boolean refused, String because) {}

  /**
   * How a hit came to its score.
   *
   * @param hit which
   * @param words what its words gave
   * @param meaning what its meaning gave; empty without vectors
   * @param assumed what a tool that has no vector yet counts for meaning, as its words suggest
   * @param named whether the need is the tool's name, which puts it before all others
   * @param serverNamed whether the need names the tool's server, which lifts it
   * @param sum of all that counts
   */
  public record HitExplanation(
      Hit hit,
      WordPart words,
      Optional<MeaningPart> meaning,
      double assumed,
      boolean named,
      boolean serverNamed,
      double sum) {}

  /**
   * What the words of a hit gave.
   *
   * @param score BM25F
   * @param rank by words alone, 0 if no word matched
   * @param counts the score with its weight
   * @param matches the words of the need that it has; their scores add up to the score
   */
  public record WordPart(double score, int rank, double counts, List<WordMatch> matches) {

    /** Copies the list. */
    public WordPart {
      matches = List.copyOf(matches);
    }
  }

  /**
   * A word of the need in a hit.
   *
   * @param word as searched
   * @param as the words of the tool it was taken for, empty if it has the word itself
   * @param fields where it stands
   * @param score what it gave
   */
  public record WordMatch(String word, List<String> as, List<ToolField> fields, double score) {

    /** Copies the lists. */
    public WordMatch {
      as = List.copyOf(as);
      fields = List.copyOf(fields);
    }
  }

  /**
   * What the meaning of a hit gave.
   *
   * @param similarity that counts
   * @param whole of everything that describes the tool
   * @param head of its name and first sentence
   * @param deviations above the mean of the candidates; what meaning counts
   * @param rank by meaning alone
   */
  public record MeaningPart(
      double similarity, double whole, double head, double deviations, int rank) {}
}
