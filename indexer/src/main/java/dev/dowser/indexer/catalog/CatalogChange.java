package dev.dowser.indexer.catalog;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The difference of two catalogs as clients see it, by exposed name. Whether a tool is stale makes
 * no difference.
 *
 * @param added only in the later catalog
 * @param changed in both, with another definition or another tool behind the name
 * @param removed only in the earlier catalog
 */
public record CatalogChange(
    SortedSet<String> added, SortedSet<String> changed, SortedSet<String> removed) {

  /** Copies the sets. */
  public CatalogChange {
    added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
    changed = Collections.unmodifiableSortedSet(new TreeSet<>(changed));
    removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
  }

  /** What leads from one catalog to the other. */
  public static CatalogChange between(Catalog earlier, Catalog later) {
    var added = new TreeSet<String>();
    var changed = new TreeSet<String>();
    later
        .exposed()
        .forEach((name, tool) -> {
          var before = earlier.exposed().get(name);
          if (before == null) {
            added.add(name);
          } else if (!before.tool().equals(tool.tool())) {
            changed.add(name);
          }
        });
    var removed = new TreeSet<>(earlier.exposed().keySet());
    removed.removeAll(later.exposed().keySet());
    return new CatalogChange(added, changed, removed);
  }

  /** Whether clients see the same before and after. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
