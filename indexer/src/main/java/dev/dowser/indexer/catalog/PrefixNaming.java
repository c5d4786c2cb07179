package dev.dowser.indexer.catalog;

import java.util.List;
import java.util.Set;

/**
 * Puts a prefix before every tool's name. With an empty prefix every tool keeps its own name, and
 * all that clash are left out.
 */
public final class PrefixNaming implements NamingPolicy {
  /** What a prefix format says for the backend's name. */
  public static final String PLACEHOLDER = "{workload}";

  /** The format unless the configuration has one. */
  public static final String DEFAULT_FORMAT = PLACEHOLDER + "_";

  private final String prefixFormat;
  private final Set<String> reserved;

  /**
   * A policy.
   *
   * @param prefixFormat {@value #PLACEHOLDER} stands for the backend's name; may be empty or have
   *     no placeholder, then only unique own names are reachable
   */
  public PrefixNaming(String prefixFormat) {
    this(prefixFormat, Set.of());
  }

  /**
   * The same.
   *
   * @param reserved names that no tool gets, besides those of the meta-tools
   */
  public PrefixNaming(String prefixFormat, Set<String> reserved) {
    this.prefixFormat = prefixFormat;
    this.reserved = Set.copyOf(reserved);
  }

  @Override
  public Naming name(List<NamedCandidate> tools) {
    var claims = new Claims(reserved);
    tools.forEach(tool -> claims.add(tool, prefixed(prefixFormat, tool)));
    return claims.settle();
  }

  static String prefixed(String format, NamedCandidate candidate) {
    return format.replace(PLACEHOLDER, candidate.tool().id().backend().value())
        + candidate.offeredName();
  }
}
