package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a catalog of what the backends answered. Pure: the order of the answers leaves no trace.
 */
public final class CatalogAssembler {
  private static final Comparator<Tool> BY_OWN_NAME =
      Comparator.comparing(tool -> tool.id().name());

  private final NamingPolicy naming;
  private final ToolVisibility visibility;
  private final List<BackendId> order;

  /**
   * An assembler for one virtual server.
   *
   * @param naming gives the names
   * @param visibility hides tools after they were named
   * @param order the virtual server's backends as configured; others are ignored
   */
  public CatalogAssembler(NamingPolicy naming, ToolVisibility visibility, List<BackendId> order) {
    this.naming = naming;
    this.visibility = visibility;
    this.order = order.stream().distinct().toList();
  }

  /** The virtual server's backends in configuration order. */
  public List<BackendId> backends() {
    return order;
  }

  /** The catalog of these snapshots, each under its backend's id. */
  public Catalog assemble(long version, Map<BackendId, BackendSnapshot> snapshots) {
    var present = order.stream().flatMap(id -> Stream.ofNullable(snapshots.get(id))).toList();
    var named = naming.name(present.stream().flatMap(CatalogAssembler::candidates).toList());
    var visible =
        named.exposed().stream().filter(tool -> visibility.isVisible(tool.tool().id())).toList();
    return new Catalog(version, present, visible, named.leftOut());
  }

  private static Stream<NamedCandidate> candidates(BackendSnapshot snapshot) {
    return snapshot.tools().stream()
        .sorted(BY_OWN_NAME)
        .map(tool -> new NamedCandidate(tool, snapshot.stale()));
  }
}
