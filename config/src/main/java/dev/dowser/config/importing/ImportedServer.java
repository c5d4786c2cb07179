package dev.dowser.config.importing;

import java.util.List;

/**
 * One server of a client's file.
 *
 * @param name its name as a backend
 * @param keys the way to its entry in the file
 * @param used whether it is a backend of the configuration; otherwise it stands there as a comment
 */
public record ImportedServer(String name, List<String> keys, boolean used) {

  /** Copies the list. */
  public ImportedServer {
    keys = List.copyOf(keys);
  }
}
