package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.CatalogFault.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives each tool a name once and for all: its own if no tool ever had that, else one with the
 * prefix. A name stays its tool's while the backend is away and is never given to another, so no
 * name changes because a backend came or went.
 *
 * <p>Who is first is decided by the configuration's order and not by who answers first: a new tool
 * waits for its name until every backend before its own has answered or failed. Not thread-safe.
 */
public final class AutoNaming implements NamingPolicy {
  /** Most names that are kept for one backend; then the oldest that it has not now are dropped. */
  static final int MOST_OF_ONE_BACKEND = 40_000;

  private final String prefixFormat;
  private final NameMemory memory;
  private final Set<String> reserved;
  private final Map<Offer, GivenName> given = new LinkedHashMap<>();
  private final Map<String, Offer> holders = new LinkedHashMap<>();

  /** A tool as it was before naming. */
  private record Offer(ToolId tool, String name) {

    static Offer of(NamedCandidate candidate) {
      return new Offer(candidate.tool().id(), candidate.offeredName());
    }

    static Offer of(GivenName name) {
      return new Offer(name.tool(), name.offeredName());
    }
  }

  /**
   * A policy with the names given before.
   *
   * @param prefixFormat as for {@link PrefixNaming}
   */
  public AutoNaming(String prefixFormat, NameMemory memory) {
    this(prefixFormat, memory, Set.of());
  }

  /**
   * The same. A tool that was given a name which is reserved now gets another.
   *
   * @param reserved as for {@link PrefixNaming}
   */
  public AutoNaming(String prefixFormat, NameMemory memory, Set<String> reserved) {
    this.prefixFormat = prefixFormat;
    this.memory = memory;
    this.reserved = Set.copyOf(reserved);
    memory.load().stream()
        .filter(name -> !this.reserved.contains(name.name()))
        .forEach(this::remember);
  }

  private void remember(GivenName name) {
    var offer = Offer.of(name);
    given.put(offer, name);
    holders.put(name.name(), offer);
  }

  @Override
  public Naming name(List<NamedCandidate> tools) {
    var byOffer =
        tools.stream()
            .collect(Collectors.groupingBy(Offer::of, LinkedHashMap::new, Collectors.toList()));
    int before = given.size();
    boolean forgot = forget(byOffer.keySet());
    var exposed = new ArrayList<ExposedTool>();
    var faults = new ArrayList<CatalogFault>();
    byOffer.forEach((offer, same) -> name(offer, same, exposed, faults));
    if (forgot || given.size() != before) {
      memory.keep(given.values());
    }
    return new Naming(exposed, faults);
  }

  private void name(
      Offer offer,
      List<NamedCandidate> same,
      List<ExposedTool> exposed,
      List<CatalogFault> faults) {
    var candidate = same.getFirst();
    var before = given.get(offer);
    if (same.size() > 1) {
      var ids = same.stream().map(one -> one.tool().id()).toList();
      same.forEach(one -> faults.add(Claims.clash(offer.tool(), offer.name(), ids)));
    } else if (before != null) {
      exposed.add(candidate.exposedAs(before.name()));
    } else if (candidate.isDue()) {
      exposed.add(candidate.exposedAs(give(offer, candidate)));
    } else {
      faults.add(new CatalogFault(offer.tool(), Kind.WAITING, offer.name(), waiting(offer)));
    }
  }

  private static String waiting(Offer offer) {
    return "gets its name when the backends configured before "
        + offer.tool().backend()
        + " have answered or failed";
  }

  private String give(Offer offer, NamedCandidate candidate) {
    var prefixed = valid(PrefixNaming.prefixed(prefixFormat, candidate), candidate);
    var name =
        List.of(valid(offer.name(), candidate), prefixed, ExposedName.marked(prefixed, candidate))
            .stream()
            .filter(wanted -> !holders.containsKey(wanted))
            .findFirst()
            .orElseGet(() -> numbered(prefixed, candidate));
    remember(new GivenName(offer.tool(), offer.name(), name));
    return name;
  }

  private String valid(String wanted, NamedCandidate candidate) {
    var name = ExposedName.repaired(wanted);
    return ExposedName.isAccepted(name, reserved) ? name : ExposedName.marked(name, candidate);
  }

  /** Only who forges the hash in a name comes here. */
  private String numbered(String name, NamedCandidate candidate) {
    for (int i = 2; ; i++) {
      var next = ExposedName.marked(ExposedName.cut(name, 40) + "_" + i, candidate);
      if (!holders.containsKey(next)) {
        return next;
      }
    }
  }

  /** A backend that offers ever new tools must not fill memory and disk. */
  private boolean forget(Set<Offer> present) {
    var byBackend =
        given.values().stream().collect(Collectors.groupingBy(name -> name.tool().backend()));
    byBackend.values().removeIf(names -> names.size() <= MOST_OF_ONE_BACKEND);
    byBackend.values().forEach(names -> forgetOldest(names, present));
    return !byBackend.isEmpty();
  }

  private void forgetOldest(List<GivenName> names, Set<Offer> present) {
    names.stream()
        .filter(name -> !present.contains(Offer.of(name)))
        .limit(names.size() - MOST_OF_ONE_BACKEND)
        .forEach(name -> {
          given.remove(Offer.of(name));
          holders.remove(name.name());
        });
  }
}
