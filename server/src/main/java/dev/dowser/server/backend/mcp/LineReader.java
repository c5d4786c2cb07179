package dev.dowser.server.backend.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a byte stream into lines of a greatest length. Of a longer line only both ends are kept, so
 * that a peer that never ends a line costs no memory.
 */
public final class LineReader {

  /** Takes lines without their end. */
  public interface Sink {

    /** A whole line; the array is the sink's. */
    void line(byte[] line);

    /** A line over the limit: its ends and full length. */
    void tooLong(byte[] head, byte[] tail, long length);
  }

  static final int HEAD = 1024;
  static final int TAIL = 256;
  private static final int CHUNK = 64 * 1024;

  private final int limit;
  private final Sink sink;
  private byte[] line = new byte[CHUNK];
  private int filled;
  private long length;

  /**
   * A reader.
   *
   * @param limit longest line in bytes, without its end
   */
  public LineReader(int limit, Sink sink) {
    this.limit = Math.max(limit, HEAD + TAIL);
    this.sink = sink;
  }

  /** Reads to the end of the stream; a last line without its end counts. */
  public void read(InputStream in) throws IOException {
    var chunk = new byte[CHUNK];
    int count;
    while ((count = in.read(chunk)) >= 0) {
      split(chunk, count);
    }
    if (filled > 0) {
      emit();
    }
  }

  private void split(byte[] chunk, int count) {
    var start = 0;
    for (var i = 0; i < count; i++) {
      if (chunk[i] == '\n') {
        append(chunk, start, i - start);
        emit();
        start = i + 1;
      }
    }
    append(chunk, start, count - start);
  }

  private void append(byte[] from, int offset, int count) {
    var before = length;
    length += count;
    if (length <= limit) {
      ensure(filled + count);
      System.arraycopy(from, offset, line, filled, count);
      filled += count;
      return;
    }
    if (before <= limit) {
      keepEnds();
    }
    keepTail(from, offset, count);
  }

  /** From here on the buffer holds the head and, right after it, the newest tail. */
  private void keepEnds() {
    ensure(HEAD + TAIL);
    if (filled > HEAD + TAIL) {
      System.arraycopy(line, filled - TAIL, line, HEAD, TAIL);
      filled = HEAD + TAIL;
    }
  }

  private void keepTail(byte[] from, int offset, int count) {
    var room = Math.min(count, HEAD + TAIL - filled);
    System.arraycopy(from, offset, line, filled, room);
    filled += room;
    var left = count - room;
    var kept = Math.min(left, TAIL);
    System.arraycopy(line, HEAD + kept, line, HEAD, TAIL - kept);
    System.arraycopy(from, offset + count - kept, line, HEAD + TAIL - kept, kept);
  }

  private void emit() {
    if (length > limit) {
      sink.tooLong(Arrays.copyOf(line, HEAD), Arrays.copyOfRange(line, HEAD, filled), length);
    } else {
      var end = filled > 0 && line[filled - 1] == '\r' ? filled - 1 : filled;
      sink.line(Arrays.copyOf(line, end));
    }
    filled = 0;
    length = 0;
    if (line.length > 16 * CHUNK) {
      line = new byte[CHUNK];
    }
  }

  private void ensure(int size) {
    if (size > line.length) {
      line = Arrays.copyOf(line, (int) Math.max(size, Math.min(limit, line.length * 2L)));
    }
  }
}
