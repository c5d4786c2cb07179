package dev.dowser.server.backend.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an event stream into its events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
 * Bytes may come in any pieces. Not thread-safe.
 */
final class SseParser {

  /** Takes events. */
  interface Sink {

    /** An event that has data, with its name or {@link #MESSAGE}; the array is the sink's. */
    void event(String name, byte[] data);

    /** Whether to go on behind an event over the limit, of which {@link #tooLong} then tells. */
    boolean skipsTooLong();

    /** The end of an event over the limit. */
    void tooLong(TooLong event);
  }

  /** The name of events that have none. */
  static final String MESSAGE = "message";

  private static final int LONGEST_NAME = 64;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int limit;
  private final Sink sink;
  private final Bytes line = new Bytes();
  private final Bytes data = new Bytes();
  private boolean afterReturn;
  private boolean first = true;
  private boolean hasData;
  private boolean atLineStart = true;
  private String name = "";
  private TooLong.@Nullable Builder skipped;
  private Optional<String> lastId = Optional.empty();
  private OptionalLong retryMillis = OptionalLong.empty();

  /**
   * A parser of events of any name that gives up at one over the limit.
   *
   * @param limit largest data of one event in bytes
   * @param events takes the data of each event that has some
   */
  SseParser(int limit, Consumer<byte[]> events) {
    this(limit, new AnyEvent(events));
  }

  /**
   * A parser.
   *
   * @param limit largest data of one event in bytes
   */
  SseParser(int limit, Sink sink) {
    this.limit = limit;
    this.sink = sink;
  }

  /** Takes every event and skips none. */
  private record AnyEvent(Consumer<byte[]> events) implements Sink {
    @Override
    public void event(String name, byte[] data) {
      events.accept(data);
    }

    @Override
    public boolean skipsTooLong() {
      return false;
    }

    @Override
    public void tooLong(TooLong event) {
      throw new IllegalStateException("nothing is skipped here");
    }
  }

  /** Takes the next bytes; false if an event is over the limit and the sink skips none. */
  boolean push(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var next = bytes.get();
      if (next == '\n' && afterReturn) {
        afterReturn = false;
      } else if (next == '\n' || next == '\r') {
        afterReturn = next == '\r';
        endLine();
        atLineStart = true;
      } else {
        afterReturn = false;
        atLineStart = false;
        if (!take(next)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean take(byte next) {
    if (skipped != null) {
      skipped.add(next);
      return true;
    }
    line.add(next);
    if (line.size + (long) data.size <= limit + 16L) {
      return true;
    }
    skipped = new TooLong.Builder();
    skipped.addAll(data.bytes, 0, data.size);
    skipped.addAll(line.bytes, valueBegin(line.indexOf(':')), line.size);
    line.clear();
    return sink.skipsTooLong();
  }

  /** The last event id seen. */
  Optional<String> lastId() {
    return lastId;
  }

  /** How long the server wants us to wait before we come again. */
  OptionalLong retryMillis() {
    return retryMillis;
  }

  private void endLine() {
    if (skipped != null) {
      if (atLineStart) {
        endSkipping(skipped);
      }
      return;
    }
    if (first) {
      first = false;
      line.dropPrefix(BYTE_ORDER_MARK);
    }
    if (line.size == 0) {
      endEvent();
    } else {
      field();
      line.clear();
    }
  }

  private void endEvent() {
    var event = name.isEmpty() ? MESSAGE : name;
    name = "";
    hasData = false;
    if (data.size > 0) {
      var copy = data.copy(0);
      data.clear();
      sink.event(event, copy);
    }
  }

  private void endSkipping(TooLong.Builder event) {
    skipped = null;
    name = "";
    hasData = false;
    data.clear();
    sink.tooLong(event.build());
  }

  /** Where the value of a field begins that has its colon there, if it has one. */
  private int valueBegin(int colon) {
    var begin = colon < 0 ? line.size : colon + 1;
    return begin < line.size && line.bytes[begin] == ' ' ? begin + 1 : begin;
  }

  private void field() {
    var colon = line.indexOf(':');
    var field = colon < 0 ? line.text(0, line.size) : line.text(0, colon);
    var begin = valueBegin(colon);
    switch (field) {
      case "data" -> {
        if (hasData) {
          data.add((byte) '\n');
        }
        hasData = true;
        data.addAll(line.bytes, begin, line.size);
      }
      case "id" -> id(line.text(begin, line.size));
      case "retry" -> retry(line.text(begin, line.size));
      case "event" -> name = line.text(begin, Math.min(line.size, begin + LONGEST_NAME));
      default -> {
        // comments and what the standard tells to ignore
      }
    }
  }

  /** An empty id takes the last one back; one that no header can carry back is of no use. */
  private void id(String value) {
    if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      lastId = Optional.of(value).filter(given -> !given.isBlank());
    }
  }

  private void retry(String value) {
    if (value.length() < 10 && !value.isEmpty() && value.chars().allMatch(Character::isDigit)) {
      retryMillis = OptionalLong.of(Long.parseLong(value));
    }
  }

  /** A growing array. */
  private static final class Bytes {
    private static final int SMALL = 1024;
    private static final int LARGE = 1024 * 1024;
    private byte[] bytes = new byte[SMALL];
    private int size;

    void add(byte next) {
      ensure(size + 1);
      bytes[size++] = next;
    }

    void addAll(byte[] from, int begin, int end) {
      ensure(size + end - begin);
      System.arraycopy(from, begin, bytes, size, end - begin);
      size += end - begin;
    }

    private void ensure(int needed) {
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
      }
    }

    byte[] copy(int begin) {
      return Arrays.copyOfRange(bytes, begin, size);
    }

    String text(int begin, int end) {
      return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    int indexOf(char wanted) {
      for (var i = 0; i < size; i++) {
        if (bytes[i] == wanted) {
          return i;
        }
      }
      return -1;
    }

    void dropPrefix(byte[] prefix) {
      if (size >= prefix.length
          && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
        System.arraycopy(bytes, prefix.length, bytes, 0, size - prefix.length);
        size -= prefix.length;
      }
    }

    void clear() {
      size = 0;
      if (bytes.length > LARGE) {
        bytes = new byte[SMALL];
      }
    }
  }
}
