package dev.dowser.models.embedding;

import java.util.List;

/**
 * Vectors of many tools of all kinds, none of which need be in any catalog. How near a query comes
 * to them says how near it can be expected to come to a tool that serves it: the cohort of score
 * normalisation (T-norm; Auckenthaler, Carey, Lloyd-Thomas, Digital Signal Processing 10, 2000).
 *
 * @param vectors of unit length once multiplied by the scale, all of the space's dimensions; may be
 *     empty, then nothing is expected. Shared, nobody writes to them
 * @param scale what one step of a component is worth
 */
public record Cohort(List<byte[]> vectors, float scale) {
  /** Of models that bring none. */
  public static final Cohort NONE = new Cohort(List.of(), 1);

  /** Copies the list. */
  public Cohort {
    vectors = List.copyOf(vectors);
  }
}
