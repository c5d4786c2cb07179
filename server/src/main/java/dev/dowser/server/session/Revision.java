package dev.dowser.server.session;

import java.util.Arrays;
import java.util.Optional;

/** Protocol revisions of the 2025 generation that clients may speak. */
public enum Revision {
  /** What the absence of a version header means. */
  MARCH_2025("2025-03-26", 1),
  /** Second. */
  JUNE_2025("2025-06-18", 2),
  /** The newest with a handshake. */
  NOVEMBER_2025("2025-11-25", 3);

  /** Answered to a client that asks for a revision not listed here. */
  public static final Revision NEWEST = NOVEMBER_2025;

  private final String text;
  private final int code;

  Revision(String text, int code) {
    this.text = text;
    this.code = code;
  }

  /** As on the wire. */
  public String text() {
    return text;
  }

  /** The revision with this text. */
  public static Optional<Revision> of(String text) {
    return Arrays.stream(values()).filter(revision -> revision.text.equals(text)).findFirst();
  }

  int code() {
    return code;
  }

  static Optional<Revision> ofCode(int code) {
    return Arrays.stream(values()).filter(revision -> revision.code == code).findFirst();
  }
}
