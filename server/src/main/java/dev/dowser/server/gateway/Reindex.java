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
   * @param changes what changed at which backend, in configuration order; those without a change
   *     are left out
   */
  record Report(
      int added,
      int changed,
      int removed,
      long embedded,
      List<String> failedBackends,
      long tookMs,
      List<BackendChange> changes) {

    /** Copies the lists. */
    public Report {
      failedBackends = List.copyOf(failedBackends);
      changes = List.copyOf(changes);
    }
  }

  /**
   * What changed at one backend, by exposed names.
   *
   * @param backend its name
   * @param added new names
   * @param changed names with another definition, or another tool behind them
   * @param removed names that are gone
   */
  record BackendChange(
      String backend, List<String> added, List<String> changed, List<String> removed) {

    /** Copies the lists. */
    public BackendChange {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
    }
  }
}
