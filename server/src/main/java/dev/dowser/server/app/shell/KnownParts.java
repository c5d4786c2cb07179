package dev.dowser.server.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a data folder that are worth to be taken along: names, last answers, vectors. */
final class KnownParts {
  private static final List<String> FOLDERS =
      List.of("names", "names/prompts", "catalog", "vectors");
  private static final String WORTH = "*.{json,bin}";

  private KnownParts() {}

  /** When each of them was written, by its place in the folder; changes with any of them. */
  static Map<Path, FileTime> state(Path folder) throws IOException {
    var state = new TreeMap<Path, FileTime>();
    for (var file : files(folder)) {
      state.put(file, Files.getLastModifiedTime(folder.resolve(file)));
    }
    return state;
  }

  /** Copies all of them; a reader there sees a file as it was or as it is, never half of it. */
  static void copy(Path from, Path to) throws IOException {
    for (var file : files(from)) {
      var target = to.resolve(file);
      var next = to.resolve(file + ".next");
      Files.createDirectories(target.resolve("..").normalize());
      try {
        Files.copy(from.resolve(file), next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException gone) {
        // Its owner took it away between two looks.
        Files.deleteIfExists(next);
      } catch (IOException fault) {
        Files.deleteIfExists(next);
        throw fault;
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    for (var part : FOLDERS) {
      var place = folder.resolve(part);
      if (Files.isDirectory(place)) {
        try (var found = Files.newDirectoryStream(place, WORTH)) {
          found.forEach(file -> files.add(folder.relativize(file)));
        }
      }
    }
    return files;
  }
}
