package dev.dowser.server.app;

import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The right to write a data folder. The operating system's lock on {@code owner.lock} decides and
 * is gone with the process, however it ends; {@code owner.json} tells others where the owner
 * listens.
 */
final class Ownership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
  private static final String LOCK = "owner.lock";
  private static final String CARD = "owner.json";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private Ownership(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Who holds a data folder.
   *
   * @param pid process id
   * @param url MCP endpoint
   * @param config absolute path of its configuration
   */
  record Owner(long pid, URI url, String config) {}

  /** Takes the folder, or answers empty if another process has it. */
  static Optional<Ownership> take(Path folder) {
    try {
      var channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock.map(held -> new Ownership(folder, channel, held));
    } catch (IOException fault) {
      throw new CommandFailed("the data folder " + folder + " cannot be locked: " + fault, fault);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldInThisProcess) {
      return Optional.empty();
    }
  }

  /** The owner's own words; empty while it starts or if it was not able to write them. */
  static Optional<Owner> read(Path folder) {
    try {
      var card = Json.parse(Files.readAllBytes(folder.resolve(CARD)));
      return Optional.of(
          new Owner(
              card.path("pid").asLong(0),
              URI.create(card.path("url").asString("")),
              card.path("config").asString("")));
    } catch (NoSuchFileException starting) {
      return Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException fault) {
      LOG.warn("owner file of {} cannot be read: {}", folder, fault.toString());
      return Optional.empty();
    }
  }

  /** Tells others where this process listens; replaces what an earlier owner wrote. */
  void announce(URI url, String config) {
    var card =
        Json.object()
            .put("pid", ProcessHandle.current().pid())
            .put("url", url.toString())
            .put("config", config);
    try {
      var next = folder.resolve(CARD + ".next");
      Files.write(next, Json.bytes(card));
      Files.move(
          next,
          folder.resolve(CARD),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      LOG.warn("other processes will not find this gateway: {}", fault.toString());
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(CARD));
      lock.release();
      channel.close();
    } catch (IOException fault) {
      LOG.warn("lock of {} was not released cleanly: {}", folder, fault.toString());
    }
  }
}
