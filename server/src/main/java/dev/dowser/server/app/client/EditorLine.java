package dev.dowser.server.app.client;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a configuration, by which editors find the JSON Schema of its keys: relative
 * within the installation, else by the address of the installed file.
 */
final class EditorLine {

  private static final String SCHEMA = "config/dowser.schema.json";

  private EditorLine() {}

  /**
   * The text with that line, or as it is if no schema is installed.
   *
   * @param configuration absolute path of the file that the text is for
   * @param home the folder of the installation; empty if nobody knows it
   */
  static String before(String text, Path configuration, String home) {
    return schema(home)
        .map(schema -> "# yaml-language-server: $schema=" + address(schema, configuration, home))
        .map(line -> line + "\n" + text)
        .orElse(text);
  }

  private static Optional<Path> schema(String home) {
    try {
      return Optional.of(home)
          .filter(folder -> !folder.isBlank())
          .map(folder -> Path.of(folder).toAbsolutePath().normalize().resolve(SCHEMA))
          .filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** An address ends at the first space for editors. */
  private static String address(Path schema, Path configuration, String home) {
    var installation = Path.of(home).toAbsolutePath().normalize();
    var folder = configuration.getParent();
    if (folder != null && folder.startsWith(installation)) {
      var relative = folder.relativize(schema).toString();
      if (!relative.contains(" ")) {
        return relative;
      }
    }
    return schema.toUri().toString();
  }
}
