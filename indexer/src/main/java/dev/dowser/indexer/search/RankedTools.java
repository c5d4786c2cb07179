package dev.dowser.indexer.search;

import java.util.List;

/**
 * The answer to a query, best first; needs take turns when there are several.
 *
 * @param hits at most the query's limit, no tool twice
 * @param more how many further candidates matched to some degree
 * @param mode whether meaning took part
 */
public record RankedTools(List<Hit> hits, int more, Mode mode) {

  /** Copies the list. */
  public RankedTools {
    hits = List.copyOf(hits);
  }

  /** What took part in the ranking. */
  public enum Mode {
    /** Words and meaning. */
    HYBRID,
    /** Words and meaning, but some tools have no vector yet. */
    PARTIAL,
    /** Words alone: no model, not loaded yet, or over its capacity. */
    LEXICAL
  }
}
