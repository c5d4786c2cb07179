package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.LeftOut;
import java.util.List;

/**
 * What was read of a list that a backend answered.
 *
 * @param entries usable ones in the backend's order, none twice
 * @param leftOut the others; at most about 100, then their number
 */
public record EntriesRead<T>(List<T> entries, List<LeftOut> leftOut) {

  /** Copies the lists. */
  public EntriesRead {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }
}
