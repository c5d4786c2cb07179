package dev.dowser.indexer.search;

import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.List;

/**
 * The tools for one need.
 *
 * @param hits best first
 * @param matching by family, whether its tools match to some degree
 * @param mode what took part
 * @param closest the best candidates if nothing suits; then there are no hits
 */
@SuppressWarnings("ArrayRecordComponent")
record NeedRanking(List<Scored> hits, boolean[] matching, Mode mode, List<Scored> closest) {

  /**
   * A hit.
   *
   * @param family what it and its copies have in common
   * @param hit what is answered
   */
  record Scored(int family, Hit hit) {}

  /** How many tools a refusal names, so that a wrong one costs no second search. */
  static final int NAMED = 5;

  /** Nothing suits; the best candidates are only named. */
  static NeedRanking refused(List<Scored> candidates, int families, Mode mode) {
    var best = candidates.stream().limit(NAMED).toList();
    return new NeedRanking(List.of(), new boolean[families], mode, best);
  }
}
