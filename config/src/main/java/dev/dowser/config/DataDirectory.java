package dev.dowser.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the gateway keeps what should survive it. */
public sealed interface DataDirectory {

  /** What a configuration writes for {@link InMemory}. */
  String IN_MEMORY = ":memory:";

  /**
   * A folder, created when it is needed.
   *
   * @param folder absolute
   */
  record OnDisk(Path folder) implements DataDirectory {}

  /** Nothing survives. */
  record InMemory() implements DataDirectory {}

  /**
   * The folder for state in the user's home.
   *
   * @param environment variables of the process
   * @param os value of the system property {@code os.name}
   * @param home the user's home folder
   */
  static DataDirectory ofUser(Map<String, String> environment, String os, Path home) {
    return new OnDisk(stateFolder(environment, os, home).resolve("dowser"));
  }

  // https://specifications.freedesktop.org/basedir-spec/latest/ : relative values are ignored.
  private static Path stateFolder(Map<String, String> environment, String os, Path home) {
    var configured = Optional.ofNullable(environment.get("XDG_STATE_HOME")).map(Path::of);
    if (configured.isPresent() && configured.get().isAbsolute()) {
      return configured.get();
    }
    return os.startsWith("Mac")
        ? home.resolve("Library/Application Support")
        : home.resolve(".local/state");
  }
}
