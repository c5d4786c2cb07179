package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import java.util.List;

/**
 * What was read of backends.
 *
 * @param usable those without a fault, in configuration order
 * @param names of all of them
 */
record ReadBackends(List<BackendSettings> usable, BackendNames names) {

  ReadBackends {
    usable = List.copyOf(usable);
  }

  /** Where there should be backends, and nobody knows which. */
  static ReadBackends unknown() {
    return new ReadBackends(List.of(), new BackendNames(List.of(), false));
  }
}
