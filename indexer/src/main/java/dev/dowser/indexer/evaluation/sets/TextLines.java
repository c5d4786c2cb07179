package dev.dowser.indexer.evaluation.sets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file in UTF-8; {@code .gz} is unpacked. A mark at the beginning (BOM) and Windows
 * line ends are accepted. Bounded, because a packed file can hold a thousand times its size.
 */
final class TextLines implements AutoCloseable {
  private static final int LONGEST = 2 << 20;
  private static final int MOST = 200_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final String MARK = "\uFEFF";

  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int at;
  private int end;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long bytes;
  private int number;
  private boolean tooLong;

  private TextLines(InputStream in) {
    this.in = in;
  }

  static TextLines open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return new TextLines(in);
    }
    try {
      return new TextLines(new GZIPInputStream(in));
    } catch (IOException notPacked) {
      in.close();
      throw notPacked;
    }
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    line.reset();
    tooLong = false;
    if (!filled()) {
      return false;
    }
    number++;
    if (number > MOST) {
      throw new IOException("it has more than %d lines".formatted(MOST));
    }
    boolean ended = false;
    while (!ended && filled()) {
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      keep(from, at - from);
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return true;
  }

  private void keep(int from, int length) {
    if (line.size() + length <= LONGEST) {
      line.write(block, from, length);
    } else {
      tooLong = true;
    }
  }

  /** Reads on if need be; false at the end. */
  private boolean filled() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = Math.max(0, in.read(block));
    bytes += end;
    if (bytes > MOST_BYTES) {
      throw new IOException("it has more than %d MB".formatted(MOST_BYTES >> 20));
    }
    return end > 0;
  }

  /** Number of the present line, from 1. */
  int number() {
    return number;
  }

  /** The present line; empty, with a fault, if it cannot be read. */
  String text(SetFaults faults) {
    if (tooLong) {
      faults.add(number, "the line has more than %d MB".formatted(LONGEST >> 20));
      return "";
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return number == 1 && text.startsWith(MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException foreign) {
      faults.add(number, "the line is not UTF-8");
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
