package dev.dowser.indexer.search;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a need comes nearest to among tools of all kinds, none of which need be in any catalog.
 *
 * @param similarity mean similarity to them, -1..1
 * @param nearest their vectors, of the need's space
 * @param commonness how near a tool comes to its own nearest among those of all kinds, -1..1: a
 *     tool that is described as many are has kin, a vague one is far from all, and from needs that
 *     it serves
 */
public record Expected(
    double similarity, List<CodedVector> nearest, ToDoubleFunction<CodedVector> commonness) {
  /** Copies the list. */
  public Expected {
    nearest = List.copyOf(nearest);
  }
}
