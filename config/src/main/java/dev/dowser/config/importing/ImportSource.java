package dev.dowser.config.importing;

import java.nio.file.Path;

/**
 * A file to import.
 *
 * @param file absolute path; its name and folder tell whose it is
 * @param text all of it
 */
public record ImportSource(Path file, String text) {

  /** Leaves out the text: it may hold secrets. */
  @Override
  public String toString() {
    return "ImportSource[file=%s]".formatted(file);
  }
}
