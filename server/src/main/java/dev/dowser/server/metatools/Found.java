package dev.dowser.server.metatools;

import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.List;

/**
 * What there is to answer with.
 *
 * @param needs as asked, empty if all tools of a server were asked for
 * @param hits best first, needs in turns
 * @param more how many others there are
 * @param mode what took part in the ranking
 * @param closest best tools of each need that nothing suits
 * @param remarks lines before the hits, each without a line break
 */
record Found(
    List<String> needs,
    List<Hit> hits,
    int more,
    Mode mode,
    List<Hit> closest,
    List<String> remarks) {

  /** Without remarks. */
  Found(List<String> needs, List<Hit> hits, int more, Mode mode, List<Hit> closest) {
    this(needs, hits, more, mode, closest, List.of());
  }

  /** Where nothing was judged unsuitable. */
  Found(List<String> needs, List<Hit> hits, int more, Mode mode) {
    this(needs, hits, more, mode, List.of());
  }

  /** Whether there are hits of a need. */
  boolean answers(int need) {
    return hits.stream().anyMatch(hit -> hit.need() == need);
  }

  /** Names of the tools closest to a need, if nothing suits it. */
  List<String> closestTo(int need) {
    return closest.stream()
        .filter(hit -> hit.need() == need)
        .map(hit -> hit.tool().name())
        .toList();
  }
}
