package dev.dowser.server.session;

import java.util.Arrays;
import java.util.Optional;

/** What a client may ask to see for the length of its session. */
public enum AskedMode {
  /** The two meta-tools. */
  FIND("find", 8),
  /** The whole catalog. */
  ALL("all", 16);

  private final String text;
  private final int bit;

  AskedMode(String text, int bit) {
    this.text = text;
    this.bit = bit;
  }

  /** As on the wire. */
  public String text() {
    return text;
  }

  /** The mode with this text. */
  public static Optional<AskedMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
  }

  /** Its place in session ids, beside the capabilities. */
  int bit() {
    return bit;
  }

  static Optional<AskedMode> in(int bits) {
    return Arrays.stream(values()).filter(mode -> (bits & mode.bit) != 0).findFirst();
  }
}
