package dev.dowser.config.loading;

import java.util.List;

/**
 * The names by which the rest of a configuration may refer to its backends.
 *
 * @param written also those of backends that have faults
 * @param complete false if a name could not be read, so that nobody knows what it is
 */
record BackendNames(List<String> written, boolean complete) {

  BackendNames {
    written = List.copyOf(written);
  }

  /** Whether there is certainly no backend of this name. */
  boolean lack(String name) {
    return complete && !written.contains(name);
  }
}
