package dev.dowser.indexer.search;

import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.List;

/**
 * The tools for one need.
 *
 * @param hits best first
 * @param matching by family, whether its tools match to some degree
 * @param mode what took part
 * @param closest the best candidate if nothing suits; then there are no hits
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

  /** Nothing suits; the best candidate is only named. */
  static NeedRanking refused(List<Scored> candidates, int families, Mode mode) {
    var best = candidates.stream().limit(1).toList();
    return new NeedRanking(List.of(), new boolean[families], mode, best);
  }
}
