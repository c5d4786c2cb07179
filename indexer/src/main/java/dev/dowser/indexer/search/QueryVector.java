package dev.dowser.indexer.search;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * What a need means.
 *
 * @param space id of the embedding space, text template included
 * @param model name of the model, which says what a similarity is worth
 * @param vector its vector there
 * @param expectation computes {@link #expected}, which not every need asks for
 * @param wholeWords share of its words that the model knows whole, 0..1; empty if nobody knows
 */
public record QueryVector(
    String space,
    String model,
    CodedVector vector,
    Supplier<Optional<Expected>> expectation,
    OptionalDouble wholeWords) {

  /** Of a model that cannot tell what to expect. */
  public QueryVector(String space, String model, CodedVector vector) {
    this(space, model, vector, Optional::empty, OptionalDouble.empty());
  }

  /** What the need comes nearest to among tools of all kinds, if the model can tell. */
  Optional<Expected> expected() {
    return expectation.get();
  }
}
