package dev.dowser.server.app.shell;

import dev.dowser.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a gateway keeps what outlives it: index, vectors, last known catalogs, unpacked models, the
 * session key and the owner's lock.
 *
 * @param path the folder
 * @param last what is done at the end
 * @param after what is done then even if that failed: one for once, as for {@code :memory:}, goes
 */
public record DataFolder(Path path, Runnable last, Runnable after) {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  /** The value of {@code --data-dir} that keeps nothing. */
  public static final String MEMORY = ":memory:";

  /**
   * Creates the folder if it is not there.
   *
   * @throws CommandFailed if it cannot be created or written
   */
  public static DataFolder open(DataDirectory configured) {
    try {
      return switch (configured) {
        case DataDirectory.InMemory() -> forOnce();
        case DataDirectory.OnDisk(var path) -> new DataFolder(writable(path), () -> {}, () -> {});
      };
    } catch (IOException fault) {
      throw new CommandFailed("the data folder cannot be created: " + fault, fault);
    }
  }

  private static DataFolder forOnce() throws IOException {
    var passing = PassingFolder.create();
    return new DataFolder(passing.path(), () -> {}, passing::close);
  }

  /**
   * A folder for one use beside that of a gateway, deleted at the end: with a copy of the names,
   * last answers and vectors known there, and its unpacked models.
   *
   * @param known need not exist
   */
  public static DataFolder passing(Path known) {
    try {
      var passing = forOnce();
      try {
        fill(passing.path(), known);
      } catch (IOException fault) {
        passing.end();
        throw fault;
      }
      return passing;
    } catch (IOException fault) {
      throw new CommandFailed("no passing data folder can be made: " + fault, fault);
    }
  }

  private static void fill(Path passing, Path known) throws IOException {
    KnownParts.copy(known, passing);
    for (var part : List.of("models", "native")) {
      if (Files.isDirectory(known.resolve(part))) {
        Files.createSymbolicLink(passing.resolve(part), known.resolve(part).toAbsolutePath());
      }
    }
  }

  /**
   * A passing folder whose names, last answers and vectors go back to the one known at the end.
   *
   * @param known is created if it is not there
   * @param alone runs what it gets while nobody else writes that folder, or not at all
   */
  public static DataFolder returning(Path known, Consumer<Runnable> alone) {
    try {
      for (var part : List.of("models", "native")) {
        Files.createDirectories(writable(known).resolve(part));
      }
      var before = KnownParts.state(known);
      var passing = passing(known);
      return new DataFolder(
          passing.path(),
          () -> alone.accept(() -> goBack(passing.path(), known, before)),
          passing.after());
    } catch (IOException fault) {
      throw new CommandFailed("the data folder cannot be created: " + fault, fault);
    }
  }

  /** What a gateway learned there meanwhile is newer, and its names are the ones clients saw. */
  private static void goBack(Path passing, Path known, Map<Path, FileTime> before) {
    try {
      if (KnownParts.state(known).equals(before)) {
        KnownParts.copy(passing, known);
      }
    } catch (IOException fault) {
      LOG.warn("nothing is kept in {}: {}", known, fault.toString());
    }
  }

  private static Path writable(Path path) throws IOException {
    createPrivate(path);
    if (!Files.isWritable(path)) {
      throw new CommandFailed("the data folder " + path + " cannot be written; choose another");
    }
    return path.toAbsolutePath().normalize();
  }

  private static void createPrivate(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    var parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(path);
    }
  }

  /** Does what is to be done last, and deletes a folder that was only to last until now. */
  public void end() {
    try {
      last.run();
    } finally {
      after.run();
    }
  }
}
