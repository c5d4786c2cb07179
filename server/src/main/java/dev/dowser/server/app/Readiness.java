package dev.dowser.server.app;

/** What must be there before a gateway of one's own is asked. */
sealed interface Readiness {

  /** Tools can be found, by meaning too: each backend answered, failed, or is known from before. */
  record Finding() implements Readiness {}

  /** Every backend answered or failed. */
  record Listing() implements Readiness {}

  /**
   * A tool can be called.
   *
   * @param tool its exposed name; if no tool has it, every backend must have answered or failed
   */
  record Calling(String tool) implements Readiness {}
}
