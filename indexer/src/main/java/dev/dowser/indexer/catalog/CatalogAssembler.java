package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a catalog of what the backends answered. The order of the answers leaves no trace. */
public final class CatalogAssembler {
  private static final Comparator<Tool> BY_NAME =
      Comparator.<Tool, String>comparing(tool -> tool.id().name()).thenComparing(Tool::offeredName);

  private final ToolOverrides overrides;
  private final NamingPolicy naming;
  private final PromptNaming prompts;
  private final ToolVisibility visibility;
  private final List<BackendId> order;

  /**
   * An assembler for one virtual server.
   *
   * @param overrides changes tools before they are named
   * @param naming gives the names of tools
   * @param prompts gives the names of prompts
   * @param visibility hides tools after they were named
   * @param order the virtual server's backends as configured; others are ignored
   */
  public CatalogAssembler(
      ToolOverrides overrides,
      NamingPolicy naming,
      NamingPolicy prompts,
      ToolVisibility visibility,
      List<BackendId> order) {
    this.overrides = overrides;
    this.naming = naming;
    this.prompts = new PromptNaming(prompts);
    this.visibility = visibility;
    this.order = order.stream().distinct().toList();
  }

  /** An assembler whose policy remembers nothing, so that it can name prompts too. */
  public CatalogAssembler(
      ToolOverrides overrides,
      NamingPolicy naming,
      ToolVisibility visibility,
      List<BackendId> order) {
    this(overrides, naming, naming, visibility, order);
  }

  /** The same that overrides nothing. */
  public CatalogAssembler(NamingPolicy naming, ToolVisibility visibility, List<BackendId> order) {
    this(ToolOverrides.NONE, naming, visibility, order);
  }

  /** The virtual server's backends in configuration order. */
  public List<BackendId> backends() {
    return order;
  }

  /** The catalog of these snapshots, each under its backend's id; nothing else will come. */
  public Catalog assemble(long version, Map<BackendId, BackendSnapshot> snapshots) {
    return assemble(version, snapshots, Set.copyOf(order));
  }

  /**
   * The catalog of these snapshots while others may still come.
   *
   * @param heard backends that have answered or failed in this run
   */
  public Catalog assemble(
      long version, Map<BackendId, BackendSnapshot> snapshots, Set<BackendId> heard) {
    var present = new ArrayList<BackendSnapshot>();
    var candidates = new ArrayList<NamedCandidate>();
    var faults = new ArrayList<CatalogFault>();
    var due = due(heard);
    for (var id : order) {
      var snapshot = snapshots.get(id);
      if (snapshot != null) {
        var offer = overrides.offer(snapshot);
        var offered = snapshot.withTools(offer.tools());
        faults.addAll(offer.faults());
        present.add(offered);
        candidates.addAll(candidates(offered, due.contains(id)));
      }
    }
    var named = naming.name(candidates);
    faults.addAll(named.faults());
    var visible = named.exposed().stream().filter(tool -> isVisible(tool.tool())).toList();
    return new Catalog(version, present, visible, faults, material(present, due));
  }

  /** Backends before which nothing can come any more. */
  private Set<BackendId> due(Set<BackendId> heard) {
    var due = new HashSet<BackendId>();
    for (var id : order) {
      due.add(id);
      if (!heard.contains(id)) {
        break;
      }
    }
    return due;
  }

  private ExposedMaterial material(List<BackendSnapshot> present, Set<BackendId> due) {
    var claims = new UriClaims();
    var candidates = new ArrayList<PromptNaming.Candidate>();
    for (var snapshot : present) {
      candidates.addAll(prompts(snapshot, due.contains(snapshot.backend())));
      if (visibility.showsMaterialOf(snapshot.backend())) {
        claims.add(snapshot.material());
      }
    }
    var named = prompts.name(candidates);
    var faults = new ArrayList<>(named.faults());
    faults.addAll(claims.faults());
    var visible =
        named.exposed().stream()
            .filter(prompt -> visibility.showsMaterialOf(prompt.prompt().backend()))
            .toList();
    return new ExposedMaterial(visible, claims.resources(), claims.templates(), faults);
  }

  private static List<PromptNaming.Candidate> prompts(BackendSnapshot snapshot, boolean due) {
    return snapshot.material().prompts().stream()
        .sorted(Comparator.comparing(Prompt::name))
        .map(
            prompt -> new PromptNaming.Candidate(prompt, snapshot.stale(), due || snapshot.stale()))
        .toList();
  }

  private boolean isVisible(Tool tool) {
    return visibility.isVisible(new ToolId(tool.id().backend(), tool.offeredName()));
  }

  private static List<NamedCandidate> candidates(BackendSnapshot snapshot, boolean due) {
    return snapshot.tools().stream()
        .sorted(BY_NAME)
        .map(tool -> new NamedCandidate(tool, snapshot.stale(), due || snapshot.stale()))
        .toList();
  }
}
