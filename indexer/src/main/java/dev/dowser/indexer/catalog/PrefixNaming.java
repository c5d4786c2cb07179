package dev.dowser.indexer.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts a prefix before every tool's own name.
 *
 * <p>Names that clients reject are repaired the same way every time:
 *
 * <ol>
 *   <li>Each run of characters outside {@code [A-Za-z0-9_-]} becomes one {@code _}.
 *   <li>A name over 64 characters is cut to 55 and gets {@code _} and the first 8 hexadecimal
 *       digits of the SHA-256 of {@code backend/own name}. So does the name of a meta-tool.
 *   <li>If names meet, those that rule 1 changed get the same ending.
 *   <li>Tools whose names still meet are all left out.
 * </ol>
 */
public final class PrefixNaming implements NamingPolicy {
  /** What a prefix format says for the backend's name. */
  public static final String PLACEHOLDER = "{workload}";

  /** The format unless the configuration has one. */
  public static final String DEFAULT_FORMAT = PLACEHOLDER + "_";

  private static final Set<String> RESERVED = Set.of("find_tool", "call_tool");
  private static final int MAX_NAMED_RIVALS = 5;

  private final String prefixFormat;

  /**
   * A policy.
   *
   * @param prefixFormat {@value #PLACEHOLDER} stands for the backend's name; may be empty or have
   *     no placeholder, then only unique own names are reachable
   */
  public PrefixNaming(String prefixFormat) {
    this.prefixFormat = prefixFormat;
  }

  @Override
  public Naming name(List<NamedCandidate> tools) {
    var exposed = new ArrayList<ExposedTool>();
    var leftOut = new ArrayList<LeftOut>();
    var claims = tools.stream().map(this::claim).toList();
    var settled =
        byName(claims).values().stream().flatMap(claimants -> settle(claimants).stream()).toList();
    byName(settled)
        .forEach((name, claimants) -> {
          if (claimants.size() == 1) {
            exposed.add(claimants.getFirst().exposed());
          } else {
            claimants.forEach(claim -> leftOut.add(drop(claim, claimants)));
          }
        });
    return new Naming(exposed, leftOut);
  }

  private Claim claim(NamedCandidate candidate) {
    var id = candidate.tool().id();
    var wanted = prefixFormat.replace(PLACEHOLDER, id.backend().value()) + id.name();
    var name = ExposedName.repaired(wanted);
    var claim = new Claim(name, candidate, !name.equals(wanted));
    return name.length() > ExposedName.MAX_LENGTH || RESERVED.contains(name)
        ? claim.marked()
        : claim;
  }

  private static Map<String, List<Claim>> byName(List<Claim> claims) {
    return claims.stream()
        .collect(Collectors.groupingBy(Claim::name, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Claim> settle(List<Claim> claimants) {
    Function<Claim, Claim> marking = claim -> claim.changed() ? claim.marked() : claim;
    return claimants.size() == 1 ? claimants : claimants.stream().map(marking).toList();
  }

  private static LeftOut drop(Claim claim, List<Claim> claimants) {
    var rivals =
        claimants.stream()
            .filter(rival -> !rival.id().equals(claim.id()))
            .limit(MAX_NAMED_RIVALS)
            .map(Claim::id)
            .map(ToolId::toString)
            .collect(Collectors.joining(", "));
    var more = claimants.size() - 1 - MAX_NAMED_RIVALS;
    var reason = "the name " + claim.name() + " is also that of " + rivals;
    return new LeftOut(
        ExposedName.cut(claim.id().toString(), LeftOut.MAX_NAME),
        more > 0 ? reason + " and " + more + " more" : reason);
  }

  /** A name that a tool wants, and whether a rule changed it. */
  private record Claim(String name, NamedCandidate candidate, boolean changed) {

    ToolId id() {
      return candidate.tool().id();
    }

    Claim marked() {
      return new Claim(ExposedName.marked(name, id()), candidate, true);
    }

    ExposedTool exposed() {
      return new ExposedTool(name, candidate.tool(), candidate.stale());
    }
  }
}
