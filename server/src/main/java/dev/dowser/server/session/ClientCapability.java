package dev.dowser.server.session;

/** What a client declared that it serves to servers. */
public enum ClientCapability {
  /** {@code sampling}. */
  SAMPLING("sampling", 1),
  /** {@code elicitation}. */
  ELICITATION("elicitation", 2),
  /** {@code roots}. */
  ROOTS("roots", 4);

  private final String member;
  private final int bit;

  ClientCapability(String member, int bit) {
    this.member = member;
    this.bit = bit;
  }

  /** The member's name in {@code capabilities}. */
  public String member() {
    return member;
  }

  /** Its place in session ids. */
  int bit() {
    return bit;
  }
}
