package dev.dowser.indexer.catalog;

import java.util.List;
import java.util.Map;

/**
 * Which tools clients may see. It never decides what can be reached: hidden tools keep their
 * routes.
 *
 * <p>{@code excludeAllTools} goes before a backend's {@code excludeAll}, that before its filter,
 * that before {@code othersVisible}.
 *
 * @param rules by backend; a backend with a rule is visible as far as the rule says
 * @param excludeAllTools whether nothing is visible
 * @param othersVisible whether backends without a rule are visible ({@code defaultToolVisibility})
 */
public record ToolVisibility(
    Map<BackendId, Rule> rules, boolean excludeAllTools, boolean othersVisible) {

  /** Everything is visible. */
  public static final ToolVisibility ALL = new ToolVisibility(Map.of(), false, true);

  /** Copies the map. */
  public ToolVisibility {
    rules = Map.copyOf(rules);
  }

  /** Whether clients see this tool; {@code id} has the name before any prefix. */
  public boolean isVisible(ToolId id) {
    if (excludeAllTools) {
      return false;
    }
    var rule = rules.get(id.backend());
    return rule == null ? othersVisible : rule.admits(id.name());
  }

  /**
   * Whether clients see what the backend has besides tools. Filters and exclusions are about tools;
   * that backends without a rule show nothing is meant of all they have.
   */
  public boolean showsMaterialOf(BackendId backend) {
    return othersVisible || rules.containsKey(backend);
  }

  /**
   * What one backend shows.
   *
   * @param filter own names or globs, where {@code *} stands for any characters and {@code ?} for
   *     one; empty shows all
   * @param excludeAll whether it shows nothing
   */
  public record Rule(List<String> filter, boolean excludeAll) {

    /** Copies the list. */
    public Rule {
      filter = List.copyOf(filter);
    }

    private boolean admits(String name) {
      return !excludeAll
          && (filter.isEmpty() || filter.stream().anyMatch(glob -> Glob.matches(glob, name)));
    }
  }
}
