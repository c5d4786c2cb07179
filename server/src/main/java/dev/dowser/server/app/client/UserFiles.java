package dev.dowser.server.app.client;

import dev.dowser.server.app.shell.CommandFailed;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Reads and writes files of the user: whole or not at all, with the mode that they had. */
final class UserFiles {
  private static final long MOST_BYTES = 64L << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final InstantSource clock;

  UserFiles(InstantSource clock) {
    this.clock = clock;
  }

  static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CommandFailed(file + " is larger than 64 MB; is it the right file?");
      }
      return Files.readString(file);
    } catch (CharacterCodingException fault) {
      throw new CommandFailed(file + " is not UTF-8 text", fault);
    } catch (IOException fault) {
      throw new CommandFailed(file + " cannot be read: " + fault, fault);
    }
  }

  /** Replaces a file at once; one that is a link is replaced where the link leads. */
  static void write(Path file, String text) {
    var mode = mode(file);
    replace(file, text, mode);
  }

  /** The same for a file that nobody else may read. */
  static void writePrivate(Path file, String text) {
    replace(file, text, isPosix() ? Optional.of(PRIVATE) : Optional.empty());
  }

  private static void replace(Path file, String text, Optional<Set<PosixFilePermission>> mode) {
    try {
      var real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      var folder = real.getParent();
      Files.createDirectories(folder);
      var next = Files.createTempFile(folder, "." + real.getFileName(), ".next", attributes(mode));
      try {
        writeThrough(next, text);
        if (mode.isPresent()) {
          Files.setPosixFilePermissions(next, mode.get());
        }
        Files.move(next, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException fault) {
      throw new CommandFailed(file + " cannot be written: " + fault, fault);
    }
  }

  /**
   * On disk before it takes the place of what was there, so that a crash leaves one or the other.
   */
  private static void writeThrough(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** New files are as open as others of the user; their parts are private until they are whole. */
  private static FileAttribute<?>[] attributes(Optional<Set<PosixFilePermission>> mode) {
    return mode.isPresent() || isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
        : new FileAttribute<?>[0];
  }

  private static Optional<Set<PosixFilePermission>> mode(Path file) {
    if (!isPosix()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Files.exists(file)
              ? Files.getPosixFilePermissions(file)
              : PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException fault) {
      throw new CommandFailed(file + " cannot be read: " + fault, fault);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** Copies a file beside itself, with the same mode, under a name that nothing has. */
  Path backup(Path file) {
    var stem = file.getFileName() + "." + STAMP.format(clock.instant());
    for (int i = 1; ; i++) {
      var copy = file.resolveSibling(stem + (i == 1 ? "" : "-" + i) + ".bak");
      if (!Files.exists(copy)) {
        return copied(file, copy);
      }
    }
  }

  private static Path copied(Path file, Path copy) {
    try {
      return Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException fault) {
      throw new CommandFailed("no backup of " + file + " can be made: " + fault, fault);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException fault) {
      throw new CommandFailed(file + " cannot be deleted: " + fault, fault);
    }
  }
}
