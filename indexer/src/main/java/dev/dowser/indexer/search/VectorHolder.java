package dev.dowser.indexer.search;

import org.jspecify.annotations.Nullable;

/** Where a tool's vectors appear once they are computed. Thread-safe. */
public final class VectorHolder {
  private volatile @Nullable ToolVectors vectors;

  /** The vectors in this space, or null while there are none. */
  @Nullable ToolVectors in(String space) {
    var present = vectors;
    return present != null && present.space().equals(space) ? present : null;
  }

  /** Whether there are vectors in this space. */
  public boolean has(String space) {
    return in(space) != null;
  }

  /** Puts vectors in the place of those that were there. */
  public void put(ToolVectors computed) {
    vectors = computed;
  }

  /**
   * What a tool means.
   *
   * @param space id of the embedding space, text template included
   * @param whole of everything that describes the tool
   * @param head of its name and first sentence
   */
  public record ToolVectors(String space, CodedVector whole, CodedVector head) {}
}
