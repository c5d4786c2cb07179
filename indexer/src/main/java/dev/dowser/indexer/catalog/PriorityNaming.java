package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.CatalogFault.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves every tool its own name as long as no other backend has it too. Of several that do, the
 * backend that stands first in an order keeps it and the others yield; where the order has none of
 * them, each gets its prefix.
 */
public final class PriorityNaming implements NamingPolicy {
  private final List<BackendId> order;
  private final String prefixFormat;
  private final Set<String> reserved;

  /**
   * A policy.
   *
   * @param order first is strongest; need not have all backends
   * @param prefixFormat as for {@link PrefixNaming}
   */
  public PriorityNaming(List<BackendId> order, String prefixFormat) {
    this(order, prefixFormat, Set.of());
  }

  /**
   * The same.
   *
   * @param reserved as for {@link PrefixNaming}
   */
  public PriorityNaming(List<BackendId> order, String prefixFormat, Set<String> reserved) {
    this.order = List.copyOf(order);
    this.prefixFormat = prefixFormat;
    this.reserved = Set.copyOf(reserved);
  }

  @Override
  public Naming name(List<NamedCandidate> tools) {
    var claims = new Claims(reserved);
    tools.stream()
        .collect(
            Collectors.groupingBy(
                NamedCandidate::offeredName, LinkedHashMap::new, Collectors.toList()))
        .forEach((name, claimants) -> claim(claims, name, claimants));
    return claims.settle();
  }

  private void claim(Claims claims, String name, List<NamedCandidate> claimants) {
    if (claimants.size() == 1) {
      claims.add(claimants.getFirst(), name);
      return;
    }
    var first = first(claimants);
    if (first.isEmpty()) {
      claimants.forEach(one -> claims.add(one, PrefixNaming.prefixed(prefixFormat, one)));
      return;
    }
    var losers = new ArrayList<>(claimants);
    losers.removeIf(one -> one.backend().equals(first.get()));
    claimants.stream().filter(one -> !losers.contains(one)).forEach(one -> claims.add(one, name));
    losers.forEach(one -> claims.refuse(one, Kind.YIELDED, name, yielded(name, first.get())));
  }

  private Optional<BackendId> first(List<NamedCandidate> claimants) {
    return claimants.stream()
        .map(NamedCandidate::backend)
        .filter(order::contains)
        .min(Comparator.comparingInt(order::indexOf));
  }

  private static String yielded(String name, BackendId first) {
    return "the name " + name + " is that of " + first + ", which has priority";
  }
}
