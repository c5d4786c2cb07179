package dev.dowser.indexer.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a text, as four numbers because very many are kept in memory. */
record TextHash(long a, long b, long c, long d) {
  static final int BYTES = 4 * Long.BYTES;

  static TextHash of(String text) {
    return read(ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
  }

  static TextHash read(ByteBuffer from) {
    return new TextHash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }

  void write(ByteBuffer to) {
    to.putLong(a).putLong(b).putLong(c).putLong(d);
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(BYTES);
    write(bytes);
    return bytes.array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
