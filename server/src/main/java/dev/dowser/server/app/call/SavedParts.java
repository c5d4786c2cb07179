package dev.dowser.server.app.call;

import dev.dowser.server.app.shell.CommandFailed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Files for the parts of a result that are no text; what is there is never replaced. */
public final class SavedParts {
  private static final int MOST_NAME = 80;
  private static final int MOST_TRIES = 1_000;
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("image/png", "png"),
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/webp", "webp"),
          Map.entry("image/svg+xml", "svg"),
          Map.entry("audio/wav", "wav"),
          Map.entry("audio/x-wav", "wav"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("application/json", "json"),
          Map.entry("text/plain", "txt"),
          Map.entry("text/markdown", "md"),
          Map.entry("text/html", "html"));

  private final Path folder;
  private final String tool;

  /**
   * Files in a folder, which is made when it is first needed.
   *
   * @param tool gives names where nothing else does
   */
  public SavedParts(Path folder, String tool) {
    this.folder = folder;
    this.tool = tool;
  }

  /**
   * Writes a part.
   *
   * @param uri what the backend calls it, empty if it has no name; only its last segment counts
   * @param mimeType what the backend says it is
   * @throws CommandFailed if it cannot be written
   */
  Path save(String uri, String mimeType, byte[] content) {
    var name = name(uri, mimeType);
    try {
      Files.createDirectories(folder);
      for (var number = 1; number <= MOST_TRIES; number++) {
        var file = folder.resolve(number == 1 ? name : numbered(name, number));
        if (written(file, content)) {
          return file;
        }
      }
    } catch (IOException fault) {
      throw new CommandFailed("%s cannot be saved in %s: %s".formatted(name, folder, fault), fault);
    }
    throw new CommandFailed(
        "%s has %d files called %s already".formatted(folder, MOST_TRIES, name));
  }

  private static boolean written(Path file, byte[] content) throws IOException {
    try {
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  /** Of a backend's text nothing stays that could lead out of the folder or hide in it. */
  private String name(String uri, String mimeType) {
    var last = uri.replaceAll("[?#].*", "").replaceAll(".*[/\\\\:]", "");
    var plain = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[._-]+", "");
    var stem = plain.isEmpty() ? tool.replaceAll("[^A-Za-z0-9_-]", "_") : plain;
    var cut = stem.length() > MOST_NAME ? stem.substring(stem.length() - MOST_NAME) : stem;
    return cut.contains(".") ? cut : cut + "." + ENDINGS.getOrDefault(mimeType, "bin");
  }

  private static String numbered(String name, int number) {
    var end = name.lastIndexOf('.');
    return name.substring(0, end) + "-" + number + name.substring(end);
  }
}
