package dev.dowser.indexer.search;

import java.util.List;

/**
 * What a need comes nearest to among tools of all kinds, none of which need be in any catalog.
 *
 * @param similarity mean similarity to them, -1..1
 * @param nearest their vectors, of the need's space
 */
public record Expected(double similarity, List<CodedVector> nearest) {
  /** Copies the list. */
  public Expected {
    nearest = List.copyOf(nearest);
  }
}
