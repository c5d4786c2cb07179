package dev.dowser.server.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that a client ended, by the random part of their ids, so that they are not revived. The
 * last 10,000 are remembered, across restarts in {@code sessions.ended} of the data folder. An id
 * older than that could be revived by whoever holds it; it opens nothing but an empty session.
 * Thread-safe.
 */
final class EndedSessions {
  private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);
  static final int REMEMBERED = 10_000;
  private static final String FILE = "sessions.ended";

  private final Optional<Path> file;
  private final SequencedSet<String> nonces = new LinkedHashSet<>();
  private final Object fileLock = new Object();
  private int linesInFile;

  private EndedSessions(Optional<Path> file) {
    this.file = file;
  }

  static EndedSessions inMemory() {
    return new EndedSessions(Optional.empty());
  }

  static EndedSessions in(Path folder) {
    var file = folder.resolve(FILE);
    var ended = new EndedSessions(Optional.of(file));
    ended.load(file);
    return ended;
  }

  boolean contains(String nonce) {
    synchronized (nonces) {
      return nonces.contains(nonce);
    }
  }

  /** Returns false if it had ended before. */
  boolean add(String nonce) {
    if (!remember(nonce)) {
      return false;
    }
    file.ifPresent(path -> append(path, nonce));
    return true;
  }

  private boolean remember(String nonce) {
    synchronized (nonces) {
      var added = nonces.add(nonce);
      if (nonces.size() > REMEMBERED) {
        nonces.removeFirst();
      }
      return added;
    }
  }

  private void load(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      var lines = Files.readAllLines(path);
      linesInFile = lines.size();
      lines.forEach(this::remember);
    } catch (IOException e) {
      log.warn("ended sessions cannot be read, they may be revived: file={}", path, e);
    }
  }

  /** The lock guards the file alone; nothing but another DELETE waits for it. */
  private void append(Path path, String nonce) {
    synchronized (fileLock) {
      try {
        if (linesInFile >= 2 * REMEMBERED) {
          rewrite(path);
        } else {
          Files.writeString(
              path, nonce + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          linesInFile++;
        }
      } catch (IOException e) {
        log.warn("an ended session is remembered until the next restart only: file={}", path, e);
      }
    }
  }

  private void rewrite(Path path) throws IOException {
    String text;
    synchronized (nonces) {
      text = String.join("\n", nonces) + "\n";
      linesInFile = nonces.size();
    }
    var fresh = path.resolveSibling(FILE + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
