package dev.dowser.indexer.search;

/** Finds tools in one virtual server's index. Thread-safe; never waits for vectors. */
public interface ToolSearch {

  /** Ranks; an index without documents gives no hits. */
  RankedTools search(ToolQuery query);

  /** Ranks and tells why; takes several times as long. */
  Explanation explain(ToolQuery query);
}
