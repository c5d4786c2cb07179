package dev.dowser.server.app.client;

import dev.dowser.config.DataDirectory;
import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the user's files are.
 *
 * @param environment variables of the process
 * @param os value of the system property {@code os.name}
 */
record UserPlaces(Map<String, String> environment, String os) {

  UserPlaces {
    environment = Map.copyOf(environment);
  }

  static UserPlaces ofProcess() {
    return new UserPlaces(System.getenv(), System.getProperty("os.name", ""));
  }

  Path home() {
    return Path.of(
        Optional.ofNullable(environment.get("HOME"))
            .filter(text -> !text.isBlank())
            .orElseGet(() -> System.getProperty("user.home")));
  }

  Path fileOf(KnownClient client) {
    return client.file(environment, os, home());
  }

  /** What {@code connect} remembers, so that it can be undone. */
  Path connections() {
    return switch (DataDirectory.ofUser(environment, os, home())) {
      case DataDirectory.OnDisk(var folder) -> folder.resolve("connections");
      case DataDirectory.InMemory() -> throw new CommandFailed("there is no folder for state");
    };
  }
}
