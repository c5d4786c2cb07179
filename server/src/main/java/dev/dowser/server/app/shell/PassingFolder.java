package dev.dowser.server.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder in the folder for temporary files, deleted at its end. A process that is killed
 * leaves it behind; the operating system's lock on a file in it tells, so that the next process
 * deletes it. Thread-safe.
 */
final class PassingFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassingFolder.class);
  private static final String PREFIX = "dowser-passing-";
  private static final String LOCK = "passing.lock";

  /**
   * The folders of this process: closing a second channel to a lock file would drop the first one's
   * lock (POSIX; see {@link java.nio.channels.FileLock}).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private PassingFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new one in the folder for temporary files; what was left there is deleted. */
  static PassingFolder create() throws IOException {
    return createIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static PassingFolder createIn(Path place) throws IOException {
    var path = Files.createTempDirectory(place, PREFIX).toAbsolutePath().normalize();
    HELD.add(path);
    try {
      sweep(place, path);
      return new PassingFolder(path, locked(path));
    } catch (IOException fault) {
      HELD.remove(path);
      delete(path);
      throw fault;
    }
  }

  /** The file gets its name when it is locked, so that none under that name is free by accident. */
  private static FileChannel locked(Path folder) throws IOException {
    var unnamed = folder.resolve(LOCK + ".next");
    var channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("somebody else has locked " + unnamed);
      }
      Files.move(unnamed, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException fault) {
      channel.close();
      throw fault;
    }
  }

  Path path() {
    return path;
  }

  /**
   * Deletes the folders of this kind whose process is gone.
   *
   * @param own of the user whose they must be: others could exchange what is in theirs meanwhile
   */
  private static void sweep(Path place, Path own) {
    try (var found = Files.newDirectoryStream(place, PREFIX + "*")) {
      var user = Files.getOwner(own);
      for (var folder : found) {
        sweepOne(folder.toAbsolutePath().normalize(), user);
      }
    } catch (IOException | DirectoryIteratorException fault) {
      LOG.debug("folders that were left in {} stay", place, fault);
    }
  }

  private static void sweepOne(Path folder, UserPrincipal user) throws IOException {
    var file = folder.resolve(LOCK);
    if (HELD.contains(folder)
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    try (var channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        LOG.debug("{} was left by a process that is gone", folder);
        delete(folder);
      }
    } catch (IOException fault) {
      LOG.debug("{} stays", folder, fault);
    }
  }

  @Override
  public void close() {
    try (lock) {
      delete(path);
    } catch (IOException fault) {
      LOG.debug("the lock of {} was not released cleanly", path, fault);
    } finally {
      HELD.remove(path);
    }
  }

  private static void delete(Path folder) {
    try {
      inOrderOfDeletion(folder).forEach(PassingFolder::deleteOne);
    } catch (IOException | UncheckedIOException fault) {
      LOG.warn("temporary folder {} stays: {}", folder, fault.toString());
    }
  }

  /** The lock and the folder last: if this is killed meanwhile, the next process finds the rest. */
  static List<Path> inOrderOfDeletion(Path folder) throws IOException {
    var last = List.of(folder.resolve(LOCK), folder);
    try (var all = Files.walk(folder)) {
      var first = all.filter(file -> !last.contains(file)).sorted(Comparator.reverseOrder());
      return Stream.concat(first, last.stream()).toList();
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException fault) {
      LOG.warn("temporary file {} stays: {}", file, fault.toString());
    }
  }
}
