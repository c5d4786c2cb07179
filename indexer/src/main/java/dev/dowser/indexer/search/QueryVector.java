package dev.dowser.indexer.search;

import java.util.OptionalDouble;

/**
 * What a need means.
 *
 * @param space id of the embedding space, text template included
 * @param model name of the model, which says what a similarity is worth
 * @param vector its vector there
 * @param expected similarity that the need reaches with tools of all kinds, -1..1, if the model can
 *     tell
 */
public record QueryVector(String space, String model, CodedVector vector, OptionalDouble expected) {

  /** Of a model that cannot tell what to expect. */
  public QueryVector(String space, String model, CodedVector vector) {
    this(space, model, vector, OptionalDouble.empty());
  }
}
