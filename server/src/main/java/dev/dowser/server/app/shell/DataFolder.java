package dev.dowser.server.app.shell;

import dev.dowser.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a gateway keeps what outlives it: index, vectors, last known catalogs, unpacked models, the
 * session key and the owner's lock.
 *
 * @param path the folder
 * @param temporary whether it stands for {@code :memory:} and is deleted at the end
 */
public record DataFolder(Path path, boolean temporary) {
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
        case DataDirectory.InMemory() -> new DataFolder(Files.createTempDirectory("dowser-"), true);
        case DataDirectory.OnDisk(var path) -> new DataFolder(writable(path), false);
      };
    } catch (IOException fault) {
      throw new CommandFailed("the data folder cannot be created: " + fault, fault);
    }
  }

  /**
   * A folder for one short use beside the owner of another one: deleted at the end, with a copy of
   * the names and last answers known there, and its unpacked models.
   *
   * @param known need not exist
   */
  public static DataFolder passing(Path known) {
    try {
      var path = Files.createTempDirectory("dowser-");
      for (var part : List.of("names", "catalog")) {
        copy(known.resolve(part), path.resolve(part));
      }
      for (var part : List.of("models", "native")) {
        if (Files.isDirectory(known.resolve(part))) {
          Files.createSymbolicLink(path.resolve(part), known.resolve(part).toAbsolutePath());
        }
      }
      return new DataFolder(path, true);
    } catch (IOException fault) {
      throw new CommandFailed("no passing data folder can be made: " + fault, fault);
    }
  }

  /** Copies the files of a flat folder, if there is one. */
  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectory(to);
    try (var files = Files.newDirectoryStream(from, "*.json")) {
      for (var file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
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

  /** Deletes a folder that was only to last as long as the process. */
  public void discardIfTemporary() {
    if (!temporary) {
      return;
    }
    try (var all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
    } catch (IOException fault) {
      LOG.warn("temporary folder {} stays: {}", path, fault.toString());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException fault) {
      LOG.warn("temporary file {} stays: {}", file, fault.toString());
    }
  }
}
