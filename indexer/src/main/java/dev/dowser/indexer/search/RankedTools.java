package dev.dowser.indexer.search;

import java.util.List;

/**
 * The answer to a query, best first; needs take turns when there are several.
 *
 * @param hits at most the query's limit, no tool twice
 * @param more how many further candidates matched to some degree
 * @param mode whether meaning took part
 * @param closest best candidates of each need that nothing suits, five of a single need, else one
 *     each; these are no hits
 * @param parts the needs that hits are numbered by, if one text spoke of several; else empty, and
 *     they are those of the query
 */
public record RankedTools(
    List<Hit> hits, int more, Mode mode, List<Hit> closest, List<String> parts) {

  /** Copies the lists. */
  public RankedTools {
    hits = List.copyOf(hits);
    closest = List.copyOf(closest);
    parts = List.copyOf(parts);
  }

  /** An answer in which no need was refused. */
  public RankedTools(List<Hit> hits, int more, Mode mode) {
    this(hits, more, mode, List.of());
  }

  /** An answer to the needs of the query. */
  public RankedTools(List<Hit> hits, int more, Mode mode, List<Hit> closest) {
    this(hits, more, mode, closest, List.of());
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
