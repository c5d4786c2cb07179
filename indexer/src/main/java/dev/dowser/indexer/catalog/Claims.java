package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.CatalogFault.Kind;
import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.NamingPolicy.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names that tools want, and how they settle by the rules of {@link NamingPolicy}. */
final class Claims {
  private static final int MAX_NAMED_RIVALS = 5;

  private final Set<String> reserved;
  private final List<Claim> claims = new ArrayList<>();
  private final List<CatalogFault> faults = new ArrayList<>();

  /** Claims to names of which no tool may have these. */
  Claims(Set<String> reserved) {
    this.reserved = reserved;
  }

  void add(NamedCandidate candidate, String wanted) {
    var name = ExposedName.repaired(wanted);
    var claim = new Claim(name, candidate, !name.equals(wanted));
    claims.add(ExposedName.isAccepted(name, reserved) ? claim : claim.marked());
  }

  void refuse(NamedCandidate candidate, Kind kind, String name, String reason) {
    faults.add(new CatalogFault(candidate.tool().id(), kind, name, reason));
  }

  Naming settle() {
    var exposed = new ArrayList<ExposedTool>();
    var settled =
        byName(claims).values().stream().flatMap(claimants -> settle(claimants).stream()).toList();
    byName(settled)
        .forEach((name, claimants) -> {
          if (claimants.size() == 1) {
            exposed.add(claimants.getFirst().exposed());
          } else {
            var ids = claimants.stream().map(Claim::id).toList();
            ids.forEach(id -> faults.add(clash(id, name, ids)));
          }
        });
    return new Naming(exposed, faults);
  }

  private static Map<String, List<Claim>> byName(List<Claim> claims) {
    return claims.stream()
        .collect(Collectors.groupingBy(Claim::name, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Claim> settle(List<Claim> claimants) {
    Function<Claim, Claim> marking = claim -> claim.changed() ? claim.marked() : claim;
    return claimants.size() == 1 ? claimants : claimants.stream().map(marking).toList();
  }

  /** One of several tools that want a name which none gets. */
  static CatalogFault clash(ToolId tool, String name, List<ToolId> claimants) {
    var others = new ArrayList<>(claimants);
    others.remove(tool);
    var rivals =
        others.stream()
            .limit(MAX_NAMED_RIVALS)
            .map(ToolId::toString)
            .collect(Collectors.joining(", "));
    var more = others.size() - MAX_NAMED_RIVALS;
    var reason = "the name " + name + " is also that of " + rivals;
    return new CatalogFault(
        tool, Kind.CLASH, name, more > 0 ? reason + " and " + more + " more" : reason);
  }

  /** A name that a tool wants, and whether a rule changed it. */
  private record Claim(String name, NamedCandidate candidate, boolean changed) {

    ToolId id() {
      return candidate.tool().id();
    }

    Claim marked() {
      return new Claim(ExposedName.marked(name, candidate), candidate, true);
    }

    ExposedTool exposed() {
      return candidate.exposedAs(name);
    }
  }
}
