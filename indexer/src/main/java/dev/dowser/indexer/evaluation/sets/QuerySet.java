package dev.dowser.indexer.evaluation.sets;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ToolId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A catalog and queries whose answers are known.
 *
 * @param name the folder's name
 * @param catalog all tools, named as a gateway names them
 * @param queries in the file's order
 */
public record QuerySet(String name, Catalog catalog, List<LabelledQuery> queries) {
  /** Copies the list. */
  public QuerySet {
    queries = List.copyOf(queries);
  }

  /**
   * Reads a set.
   *
   * @param path a folder with catalog.jsonl and one queries*.jsonl, or one of several query files
   * @throws BadSetException if it cannot be used; names file and line
   */
  public static QuerySet read(Path path) {
    return QuerySetReader.read(path);
  }

  /**
   * Reads the tools of a set alone.
   *
   * @param path as above, or a folder without queries
   * @throws BadSetException if it cannot be used; names file and line
   */
  public static Catalog readCatalog(Path path) {
    return QuerySetReader.readCatalog(path);
  }

  /**
   * A query.
   *
   * @param id names it in reports
   * @param text what is asked
   * @param relevant the right tools; none if no tool of the catalog serves
   * @param alsoOk other tools that serve as well
   * @param group slice of the set, empty if it has none
   */
  public record LabelledQuery(
      String id, String text, Set<ToolId> relevant, Set<ToolId> alsoOk, String group) {

    /** Copies the sets. */
    public LabelledQuery {
      relevant = Set.copyOf(relevant);
      alsoOk = Set.copyOf(alsoOk);
    }

    /** Whether some tool of the catalog serves; if not, saying so is the right answer. */
    public boolean hasAnswer() {
      return !relevant.isEmpty();
    }

    /** Whether the tool is relevant or would do as well. */
    public boolean isServedBy(ToolId tool) {
      return relevant.contains(tool) || alsoOk.contains(tool);
    }
  }
}
