package dev.dowser.indexer.index;

import dev.dowser.indexer.search.CodedVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Records on disk, only ever appended: a header, then records of {@code int length, int crc32c,
 * payload}. A payload begins with its kind: a space (which numbers it), a vector, or the day of a
 * vector's last use. Whatever a killed process left half written at the end is cut off.
 */
final class VectorFile implements AutoCloseable {
  private static final long MAGIC = 0x444f575345525631L; // "DOWSERV1"
  private static final int RECORD_HEAD = 2 * Integer.BYTES;
  private static final int LONGEST_PAYLOAD = 1 << 20;
  private static final byte SPACE = 1;
  private static final byte VECTOR = 2;
  private static final byte USED = 3;

  private final FileChannel channel;
  private final Map<String, Short> spaces = new HashMap<>();
  private ByteBuffer pending = ByteBuffer.allocate(1 << 16);

  private VectorFile(FileChannel channel) {
    this.channel = channel;
  }

  /** What a file holds, in the order in which it was written. */
  interface Contents {
    void vector(String space, TextHash text, int day, CodedVector vector);

    void used(String space, TextHash text, int day);
  }

  /** How reading a file ended. */
  enum Ending {
    COMPLETE,
    TORN,
    DAMAGED,
    FOREIGN
  }

  /** A file and how reading it ended; the file is positioned behind the last good record. */
  record Opened(VectorFile file, Ending ending) {}

  static Opened open(Path path, Contents contents) throws IOException {
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var file = new VectorFile(channel);
    try {
      file.lock(path);
      return new Opened(file, file.load(contents));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private void lock(Path path) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      throw new IOException(path + " is in use by this process already", ours);
    }
    if (lock == null) {
      throw new IOException(path + " is in use by another process");
    }
  }

  private Ending load(Contents contents) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      channel.truncate(0);
      channel.write(ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).flip(), 0);
      channel.position(Long.BYTES);
      return Ending.COMPLETE;
    }
    var reader = new RecordReader(channel, size);
    if (reader.magic() != MAGIC) {
      return Ending.FOREIGN;
    }
    var names = new HashMap<Short, String>();
    long good = Long.BYTES;
    for (var payload = reader.next(); payload.hasRemaining(); payload = reader.next()) {
      accept(payload, names, contents);
      good = reader.position();
    }
    names.forEach((number, space) -> spaces.put(space, number));
    if (good == size) {
      channel.position(size);
      return Ending.COMPLETE;
    }
    boolean torn = size - good <= LONGEST_PAYLOAD && !reader.recordsAfter();
    channel.position(good);
    if (torn) {
      channel.truncate(good);
    }
    return torn ? Ending.TORN : Ending.DAMAGED;
  }

  private static void accept(ByteBuffer payload, Map<Short, String> names, Contents contents) {
    byte kind = payload.get();
    short space = payload.getShort();
    if (kind == SPACE) {
      names.put(space, StandardCharsets.UTF_8.decode(payload).toString());
      return;
    }
    var text = TextHash.read(payload);
    int day = payload.getInt();
    String name = names.getOrDefault(space, "");
    if (kind == VECTOR) {
      float scale = payload.getFloat();
      var values = new byte[payload.remaining()];
      payload.get(values);
      contents.vector(name, text, day, new CodedVector(values, scale));
    } else if (kind == USED) {
      contents.used(name, text, day);
    }
  }

  void appendVector(String space, TextHash text, int day, CodedVector vector) throws IOException {
    short number = number(space);
    int length = 3 + TextHash.BYTES + 2 * Integer.BYTES + vector.values().length;
    var payload = ByteBuffer.allocate(length).put(VECTOR).putShort(number);
    text.write(payload);
    payload.putInt(day).putFloat(vector.scale()).put(vector.values());
    append(payload);
  }

  void appendUse(String space, TextHash text, int day) throws IOException {
    short number = number(space);
    var payload = ByteBuffer.allocate(3 + TextHash.BYTES + Integer.BYTES).put(USED);
    payload.putShort(number);
    text.write(payload);
    append(payload.putInt(day));
  }

  private short number(String space) throws IOException {
    var known = spaces.get(space);
    if (known != null) {
      return known;
    }
    short number = (short) spaces.size();
    byte[] name = space.getBytes(StandardCharsets.UTF_8);
    append(ByteBuffer.allocate(3 + name.length).put(SPACE).putShort(number).put(name));
    spaces.put(space, number);
    return number;
  }

  private void append(ByteBuffer written) throws IOException {
    var payload = written.flip();
    int needed = RECORD_HEAD + payload.remaining();
    if (pending.remaining() < needed) {
      flush();
    }
    if (pending.capacity() < needed) {
      pending = ByteBuffer.allocate(needed);
    }
    pending.putInt(payload.remaining()).putInt(crc(payload)).put(payload);
  }

  /** Hands what was appended to the operating system; from then on it survives a kill. */
  void flush() throws IOException {
    pending.flip();
    while (pending.hasRemaining()) {
      channel.write(pending);
    }
    pending.clear();
  }

  /** Writes through to the disk. */
  void force() throws IOException {
    flush();
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static int crc(ByteBuffer payload) {
    var crc = new CRC32C();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }

  /** Reads records until one is not whole or not what was written. */
  private static final class RecordReader {
    private static final ByteBuffer END = ByteBuffer.allocate(0);
    private final ByteBuffer bytes;

    RecordReader(FileChannel channel, long size) throws IOException {
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }

    long magic() {
      return bytes.getLong();
    }

    long position() {
      return bytes.position();
    }

    ByteBuffer next() {
      if (bytes.remaining() < RECORD_HEAD) {
        return END;
      }
      bytes.mark();
      int length = bytes.getInt();
      int expected = bytes.getInt();
      if (length < 3 || length > LONGEST_PAYLOAD || length > bytes.remaining()) {
        bytes.reset();
        return END;
      }
      var payload = bytes.slice(bytes.position(), length);
      if (crc(payload) != expected) {
        bytes.reset();
        return END;
      }
      bytes.position(bytes.position() + length);
      return payload;
    }

    /** Whether a good record follows the one that cannot be read: damage rather than a torn end. */
    boolean recordsAfter() {
      int length = bytes.remaining() < RECORD_HEAD ? 0 : bytes.getInt();
      boolean inside = length >= 3 && length <= bytes.remaining() - Integer.BYTES;
      if (inside) {
        bytes.position(bytes.position() + Integer.BYTES + length);
      }
      return inside && next().hasRemaining();
    }
  }
}
