package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ToolId;
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
    boolean hasAnswer() {
      return !relevant.isEmpty();
    }

    boolean isServedBy(ToolId tool) {
      return relevant.contains(tool) || alsoOk.contains(tool);
    }
  }
}
