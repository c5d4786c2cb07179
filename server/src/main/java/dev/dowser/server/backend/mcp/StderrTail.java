package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines a process wrote to its standard error. Thread-safe. */
final class StderrTail implements LineReader.Sink {
  static final int LINE_BYTES = 2048;
  private static final Logger LOG = LoggerFactory.getLogger(StderrTail.class);
  private static final int LINES = 50;

  private final BackendId backend;
  private final Deque<String> lines = new ArrayDeque<>();

  StderrTail(BackendId backend) {
    this.backend = backend;
  }

  @Override
  public void line(byte[] line) {
    keep(new String(line, StandardCharsets.UTF_8));
  }

  @Override
  public void tooLong(byte[] head, byte[] tail, long length) {
    keep(new String(head, StandardCharsets.UTF_8) + "... (" + length + " bytes)");
  }

  private void keep(String line) {
    LOG.debug("stderr of backend={}: {}", backend, line);
    synchronized (lines) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  /** The newest lines, oldest first, at most so many. */
  List<String> last(int count) {
    synchronized (lines) {
      return lines.stream().skip(Math.max(0, lines.size() - count)).toList();
    }
  }
}
