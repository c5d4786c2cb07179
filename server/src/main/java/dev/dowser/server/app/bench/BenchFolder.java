package dev.dowser.server.app.bench;

import dev.dowser.config.DataDirectory;
import dev.dowser.indexer.index.IndexException;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where benches keep vectors and unpacked models between runs. */
record BenchFolder(Path path) {

  /**
   * Creates the folder if need be.
   *
   * @param chosen by the user; else it is in the user's state folder, beside what gateways keep
   */
  static BenchFolder open(@Nullable Path chosen) {
    Path folder = chosen == null ? ofUser() : chosen;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailed(
          "the folder for vectors cannot be created: %s is a file".formatted(folder));
    }
    try {
      Files.createDirectories(folder);
      return new BenchFolder(folder);
    } catch (IOException fault) {
      throw new CommandFailed("the folder for vectors cannot be created: " + fault, fault);
    }
  }

  private static Path ofUser() {
    var home = Path.of(System.getProperty("user.home"));
    var data = DataDirectory.ofUser(System.getenv(), System.getProperty("os.name"), home);
    return DataFolder.open(data).path().resolve("bench");
  }

  Path models() {
    return path.resolve("models");
  }

  VectorCache vectors() {
    try {
      return VectorCache.open(path.resolve("vectors"));
    } catch (IndexException fault) {
      throw new CommandFailed(
          fault.getMessage() + "; --cache gives this bench a folder of its own", fault);
    }
  }
}
