package dev.dowser.indexer.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Immutable snapshot of all that one virtual server offers. A change makes a new catalog with a
 * higher version; readers keep the old one until they are done.
 */
public final class Catalog {
  private final long version;
  private final SequencedMap<BackendId, BackendSnapshot> backends;
  private final SequencedMap<String, ExposedTool> exposed;
  private final Map<ToolId, ExposedTool> byId;
  private final List<CatalogFault> faults;
  private final ExposedMaterial material;

  /** A catalog of tools alone. */
  public Catalog(
      long version,
      List<BackendSnapshot> backends,
      Collection<ExposedTool> exposed,
      List<CatalogFault> faults) {
    this(version, backends, exposed, faults, ExposedMaterial.NONE);
  }

  /**
   * A catalog.
   *
   * @param version grows with each change
   * @param backends snapshots in configuration order
   * @param exposed visible tools; kept in order of their names
   * @param faults what is otherwise than asked for
   * @param material what is visible besides tools
   */
  public Catalog(
      long version,
      List<BackendSnapshot> backends,
      Collection<ExposedTool> exposed,
      List<CatalogFault> faults,
      ExposedMaterial material) {
    this.version = version;
    var snapshots = new LinkedHashMap<BackendId, BackendSnapshot>();
    backends.forEach(snapshot -> snapshots.put(snapshot.backend(), snapshot));
    this.backends = Collections.unmodifiableSequencedMap(snapshots);
    var names = new LinkedHashMap<String, ExposedTool>();
    var ids = new LinkedHashMap<ToolId, ExposedTool>();
    exposed.stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(tool -> {
          names.put(tool.name(), tool);
          ids.put(tool.tool().id(), tool);
        });
    this.exposed = Collections.unmodifiableSequencedMap(names);
    this.byId = Collections.unmodifiableMap(ids);
    this.faults = List.copyOf(faults);
    this.material = material;
  }

  /** A catalog without anything, version 0. */
  public static Catalog empty() {
    return new Catalog(0, List.of(), List.of(), List.of());
  }

  /** Grows with each change of this virtual server's catalog in this process. */
  public long version() {
    return version;
  }

  /** What the backends offered, in configuration order; backends never heard of are absent. */
  public SequencedMap<BackendId, BackendSnapshot> backends() {
    return backends;
  }

  /** The visible tools by exposed name, sorted by that name. */
  public SequencedMap<String, ExposedTool> exposed() {
    return exposed;
  }

  /** The tool with this exposed name. */
  public Optional<ExposedTool> find(String exposedName) {
    return Optional.ofNullable(exposed.get(exposedName));
  }

  /** The visible tool with this identity. */
  public Optional<ExposedTool> find(ToolId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The visible prompts, resources and templates. */
  public ExposedMaterial material() {
    return material;
  }

  /** What is otherwise than backends or the configuration asked for. */
  public List<CatalogFault> faults() {
    return faults;
  }

  /** The same as what is not there. */
  public List<LeftOut> leftOut() {
    return faults.stream().map(CatalogFault::leftOut).toList();
  }
}
