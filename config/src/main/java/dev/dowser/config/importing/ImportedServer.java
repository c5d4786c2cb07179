package dev.dowser.config.importing;

import dev.dowser.config.BackendSettings;
import java.util.List;
import java.util.Optional;

/**
 * One server of a client's file.
 *
 * @param name its name as a backend
 * @param keys the way to its entry in the file
 * @param backend what the configuration makes of it; empty if it stands there only as a comment
 */
public record ImportedServer(String name, List<String> keys, Optional<BackendSettings> backend) {

  /** Copies the list. */
  public ImportedServer {
    keys = List.copyOf(keys);
  }

  /** Whether it is a backend of the configuration. */
  public boolean isUsed() {
    return backend.isPresent();
  }
}
