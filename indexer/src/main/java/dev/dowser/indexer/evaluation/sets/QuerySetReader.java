package dev.dowser.indexer.evaluation.sets;

import dev.dowser.indexer.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a folder with {@code catalog.jsonl} and {@code queries*.jsonl}; either may be packed. */
final class QuerySetReader {
  private QuerySetReader() {}

  /**
   * Reads a set.
   *
   * @param path the folder, or one of several query files in it
   */
  static QuerySet read(Path path) {
    Path folder = folder(path);
    boolean folderGiven = Files.isDirectory(path);
    Path queries = folderGiven ? onlyQueries(folder) : path;
    Path file = catalogFile(folder);
    var tools = CatalogLines.read(file);
    var catalog = CatalogLines.named(file, tools);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return new QuerySet(
        folderGiven ? name : name + "/" + path.getFileName(),
        catalog,
        QueryLines.read(queries, tools));
  }

  private static Path folder(Path path) {
    if (!Files.exists(path)) {
      throw new BadSetException("%s does not exist".formatted(path));
    }
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new BadSetException("%s is in no folder".formatted(path));
    }
    return folder;
  }

  /** The tools alone, of a folder that need not have queries. */
  static Catalog readCatalog(Path path) {
    Path file = catalogFile(folder(path));
    return CatalogLines.named(file, CatalogLines.read(file));
  }

  private static Path catalogFile(Path folder) {
    var plain = folder.resolve("catalog.jsonl");
    var packed = folder.resolve("catalog.jsonl.gz");
    if (!Files.exists(plain) && !Files.exists(packed)) {
      throw new BadSetException("%s does not exist, nor packed as .gz".formatted(plain));
    }
    return Files.exists(plain) ? plain : packed;
  }

  private static Path onlyQueries(Path folder) {
    var found = queryFiles(folder);
    if (found.size() > 1) {
      String names =
          found.stream()
              .map(file -> String.valueOf(file.getFileName()))
              .collect(Collectors.joining(", "));
      throw new BadSetException(
          "%s has several query files: %s; name one of them with --queries"
              .formatted(folder, names));
    }
    if (found.isEmpty()) {
      throw new BadSetException("%s has no queries*.jsonl".formatted(folder));
    }
    return found.getFirst();
  }

  private static List<Path> queryFiles(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "queries*.{jsonl,jsonl.gz}")) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      found.sort(null);
      return found;
    } catch (IOException failed) {
      throw new BadSetException("%s cannot be read: %s".formatted(folder, failed), failed);
    }
  }
}
