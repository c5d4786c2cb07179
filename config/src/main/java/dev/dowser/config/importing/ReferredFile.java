package dev.dowser.config.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file whose content stands for a value. */
final class ReferredFile {

  /** Far more than a key or token has, in bytes. */
  static final int MOST = 65_536;

  private ReferredFile() {}

  /** Its text without the white space at its end; empty if it cannot be read or is no such file. */
  static Optional<String> text(String named, Path home) {
    try {
      var file = named.startsWith("~/") ? home.resolve(named.substring(2)) : home.resolve(named);
      if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
