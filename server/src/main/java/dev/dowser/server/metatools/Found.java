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
 */
record Found(List<String> needs, List<Hit> hits, int more, Mode mode) {}
