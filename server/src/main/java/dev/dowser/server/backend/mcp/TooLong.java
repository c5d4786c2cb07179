package dev.dowser.server.backend.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A message over the limit, of which only both ends were kept: enough to end the request it answers
 * and no other.
 */
final class TooLong {
  private static final Pattern FIRST_ID =
      Pattern.compile(
          "^\\s*\\{\\s*(?:\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*,\\s*)?\"id\"\\s*:\\s*(\\d{1,18})\\s*,");
  private static final Pattern LAST_ID =
      Pattern.compile(
          "\"id\"\\s*:\\s*(\\d{1,18})\\s*(?:,\\s*\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*)?\\}\\s*$");

  private final byte[] head;
  private final byte[] tail;
  private final long length;

  /**
   * A message.
   *
   * @param head how it begins
   * @param tail how it ends
   * @param length all its bytes
   */
  TooLong(byte[] head, byte[] tail, long length) {
    this.head = head;
    this.tail = tail;
    this.length = length;
  }

  /** Tells of it and ends the request that it answers, if that can be seen. */
  void report(RpcSession session, int limit) {
    var fault = "a message of " + length + " bytes, over the limit of " + limit;
    session.complaints().about(fault, head);
    var id = FIRST_ID.matcher(new String(head, StandardCharsets.UTF_8));
    var last = LAST_ID.matcher(new String(tail, StandardCharsets.UTF_8));
    var found = id.find() ? id : last.find() ? last : null;
    if (found != null) {
      session.broken(Long.parseLong(found.group(1)), "the backend sent " + fault);
    }
  }

  @Override
  public String toString() {
    return length
        + " bytes: "
        + new String(head, StandardCharsets.UTF_8)
        + " ... "
        + new String(tail, StandardCharsets.UTF_8);
  }

  /** Keeps the ends of what it is given. */
  static final class Builder {
    private final byte[] head = new byte[LineReader.HEAD];
    private final byte[] ring = new byte[LineReader.TAIL];
    private long length;

    void add(byte next) {
      if (length < head.length) {
        head[(int) length] = next;
      }
      ring[(int) (length % ring.length)] = next;
      length++;
    }

    void addAll(byte[] from, int begin, int end) {
      for (var i = begin; i < end; i++) {
        add(from[i]);
      }
    }

    TooLong build() {
      var kept = (int) Math.min(length, ring.length);
      var tail = new byte[kept];
      for (var i = 0; i < kept; i++) {
        tail[i] = ring[(int) ((length - kept + i) % ring.length)];
      }
      return new TooLong(Arrays.copyOf(head, (int) Math.min(length, head.length)), tail, length);
    }
  }
}
