package dev.dowser.server.app;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for pinned names that no tool has. While a backend has not answered in this run, nothing is
 * said: it may have the tool.
 */
final class PinnedNames {
  private static final Logger LOG = LoggerFactory.getLogger(PinnedNames.class);

  private final String keys;
  private final List<String> pinned;
  private final List<BackendId> backends;
  private final Consumer<String> tell;

  /** What was told of last; the catalog's thread alone uses it. */
  private List<String> told = List.of();

  /**
   * Those of one virtual server.
   *
   * @param keys that lead to it, with a dot at their end
   * @param pinned exposed names
   * @param backends all of the virtual server
   * @param tell people at the terminal
   */
  PinnedNames(String keys, List<String> pinned, List<BackendId> backends, Consumer<String> tell) {
    this.tell = tell;
    this.keys = keys;
    this.pinned = List.copyOf(pinned);
    this.backends = List.copyOf(backends);
  }

  /** The names that no tool of the catalog has; none while a backend has yet to answer. */
  List<String> withoutTool(Catalog catalog) {
    var answered =
        catalog.backends().values().stream()
            .filter(Predicate.not(BackendSnapshot::stale))
            .map(BackendSnapshot::backend)
            .toList();
    return answered.containsAll(backends)
        ? pinned.stream().filter(name -> catalog.find(name).isEmpty()).toList()
        : List.of();
  }

  /** Tells operators what they should know of a new catalog, once. */
  void heard(Catalog catalog) {
    var missing = withoutTool(catalog);
    if (!missing.isEmpty() && !missing.equals(told)) {
      var text =
          "%soptimizer.pinnedTools: no tool that clients see is called %s; dowser tools lists them"
              .formatted(keys, String.join(", ", missing));
      LOG.warn(text);
      tell.accept(text);
    }
    told = missing;
  }
}
