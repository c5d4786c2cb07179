package dev.dowser.config.document;

/** Bounds that no sensible configuration meets. */
final class Limits {

  static final int DEPTH = 64;
  static final int NODES = 200_000;
  static final int CODE_POINTS = 8 << 20;
  static final String TOO_DEEP = "nested deeper than " + DEPTH + " levels";

  private Limits() {}
}
