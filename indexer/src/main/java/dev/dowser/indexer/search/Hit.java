package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;

/**
 * A ranked tool.
 *
 * @param tool what was found
 * @param need index of the need it answers
 * @param score 0..1, comparable only inside one list; the best hit has the highest
 * @param reason why it ranks where it does
 */
public record Hit(ExposedTool tool, int need, double score, Reason reason) {

  /**
   * The parts of a score.
   *
   * @param lexical BM25F score as Lucene gives it, 0 if no word matched
   * @param semantic cosine similarity, -1..1; 0 if vectors were not used
   */
  public record Reason(double lexical, double semantic) {}
}
