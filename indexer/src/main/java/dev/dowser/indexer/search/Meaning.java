package dev.dowser.indexer.search;

import java.util.List;
import java.util.Optional;

/** Says what texts mean. Thread-safe. */
@FunctionalInterface
public interface Meaning {

  /**
   * The vectors of texts that search, in their order; texts that are asked for together may be
   * computed at the same time.
   *
   * @return for each text its vector, or nothing if there is no embedder now
   */
  List<Optional<QueryVector>> of(List<String> texts);

  /** The vector of one text. */
  default Optional<QueryVector> of(String text) {
    return of(List.of(text)).getFirst();
  }
}
