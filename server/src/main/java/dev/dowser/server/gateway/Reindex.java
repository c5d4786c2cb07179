package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import java.util.List;
import java.util.Optional;

/** Re-discovery and re-indexing at an operator's request. Thread-safe. */
public interface Reindex {

  /** Runs, or joins the one that runs. */
  Report run(Wish wish);

  /**
   * What is asked for.
   *
   * @param virtualServer the only one whose backends are asked and whose index is brought up to
   *     date, or all
   * @param backend the only one to ask, or all
   * @param full whether the index is rebuilt and vectors no tool needs are dropped
   */
  record Wish(Optional<String> virtualServer, Optional<BackendId> backend, boolean full) {

    /** All backends of all virtual servers. */
    public static Wish all(boolean full) {
      return new Wish(Optional.empty(), Optional.empty(), full);
    }
  }

  /**
   * What it changed, summed over the virtual servers; the shape of {@code POST /admin/reindex}.
   *
   * @param added tools
   * @param changed tools
   * @param removed tools
   * @param embedded vectors computed
   * @param failedBackends backends that did not answer
   * @param tookMs milliseconds
   */
  record Report(
      int added,
      int changed,
      int removed,
      long embedded,
      List<String> failedBackends,
      long tookMs) {}
}
