package dev.dowser.indexer.evaluation;

/** Is told how a bench goes on, by one thread. */
@FunctionalInterface
public interface BenchProgress {
  /** A step begins or something is worth knowing. */
  void line(String text);

  /**
   * How far a long step is; called often.
   *
   * @param step what is done, the same text until it is complete
   * @param done of the total
   */
  default void advance(String step, int done, int total) {}
}
