package dev.dowser.config;

/** What clients see of the catalog. */
public enum Mode {
  /** Two tools: one finds, one calls. */
  FIND,
  /** The whole catalog. */
  ALL
}
