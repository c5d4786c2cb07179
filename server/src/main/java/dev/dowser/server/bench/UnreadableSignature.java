package dev.dowser.server.bench;

/** A signature that does not follow its own grammar. */
final class UnreadableSignature extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableSignature(String message) {
    super(message);
  }
}
