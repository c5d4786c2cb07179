package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ranked tool.
 *
 * @param tool what was found
 * @param need index of the need it answers
 * @param score 0..1, comparable only inside one list; the best hit has the highest
 * @param reason why it ranks where it does
 * @param copies the same tool on other servers, best first; they are no hits of their own
 */
public record Hit(
    ExposedTool tool, int need, double score, Reason reason, List<ExposedTool> copies) {

  /** How many copies an answer names; the others are counted. */
  public static final int COPIES_SHOWN = 5;

  /** Copies the list. */
  public Hit {
    copies = List.copyOf(copies);
  }

  /** The tools that an answer names with this hit: it and its first copies. */
  public List<ExposedTool> shown() {
    return Stream.concat(Stream.of(tool), copies.stream().limit(COPIES_SHOWN)).toList();
  }

  /** A hit that no other server has. */
  public Hit(ExposedTool tool, int need, double score, Reason reason) {
    this(tool, need, score, reason, List.of());
  }

  /**
   * The parts of a score.
   *
   * @param lexical BM25F score as Lucene gives it, 0 if no word matched
   * @param semantic cosine similarity, -1..1; 0 if vectors were not used
   */
  public record Reason(double lexical, double semantic) {}
}
