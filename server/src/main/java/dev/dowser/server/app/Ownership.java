package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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

  /**
   * The folders of this process. Kept beside the operating system's locks because closing a second
   * channel to a lock file would drop the first one's lock (POSIX; see {@link FileLock}).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private Ownership(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Who holds a data folder.
   *
   * @param pid process id
   * @param url MCP endpoint
   * @param config absolute path of its configuration
   */
  record Owner(long pid, URI url, String config) {}

  /**
   * Takes the folder, or answers empty if it is taken, be it by this process. What a dead owner
   * said of itself is gone afterwards.
   */
  static Optional<Ownership> take(Path folder) {
    var place = folder.toAbsolutePath().normalize();
    if (!HELD.add(place)) {
      return Optional.empty();
    }
    var taken = Optional.<Ownership>empty();
    try {
      taken = lock(place);
      return taken;
    } catch (IOException fault) {
      throw new CommandFailed("the data folder " + folder + " cannot be locked: " + fault, fault);
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(place);
      }
    }
  }

  /**
   * Takes the folder, waiting for one that has it for a moment: who starts, ends or brings
   * something back. One that says where it listens is not waited for.
   */
  static Optional<Ownership> takeSoon(Path folder, Duration longest) {
    var end = Instant.now().plus(longest);
    var pause = new CountDownLatch(1);
    var taken = take(folder);
    while (taken.isEmpty() && read(folder).isEmpty() && Instant.now().isBefore(end)) {
      Attachment.await(pause);
      taken = take(folder);
    }
    return taken;
  }

  private static Optional<Ownership> lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.deleteIfExists(folder.resolve(CARD));
    return Optional.of(new Ownership(folder, channel));
  }

  /** The owner's own words; empty while it starts or if it was not able to write them. */
  static Optional<Owner> read(Path folder) {
    try {
      var card = Json.parse(Files.readAllBytes(folder.resolve(CARD)));
      return Optional.of(
          new Owner(
              card.path("pid").asLong(0),
              address(card.path("url").asString("")),
              card.path("config").asString("")));
    } catch (NoSuchFileException starting) {
      return Optional.empty();
    } catch (IOException | JacksonException | IllegalArgumentException fault) {
      LOG.warn("owner file of {} cannot be read: {}", folder, fault.toString());
      return Optional.empty();
    }
  }

  private static URI address(String text) {
    var url = URI.create(text);
    if (url.getHost() == null || url.getPort() < 1 || url.getPort() > 65_535) {
      throw new IllegalArgumentException(
          "expected an address like http://host:port/mcp, got " + text);
    }
    return url;
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
    try (channel) {
      Files.deleteIfExists(folder.resolve(CARD));
    } catch (IOException fault) {
      LOG.warn("lock of {} was not released cleanly: {}", folder, fault.toString());
    } finally {
      HELD.remove(folder);
    }
  }
}
