package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers needs that are names of tools, when the definitions of just these are wanted. */
final class NamedTools {
  private static final int MOST_NEAR = 3;
  private static final int WIDTH = 80;

  private final NameRepair names;
  private final NearTools near;

  NamedTools(NameRepair names, NearTools near) {
    this.names = names;
    this.near = near;
  }

  /**
   * The tools that the needs name, in their order, with remarks on names that were read as another
   * or that no tool has. Nothing if no need is a name, or if one has several words and is none:
   * then something is searched for.
   */
  Optional<Found> find(List<String> needs, Predicate<ExposedTool> candidates, int limit) {
    var tools = new LinkedHashSet<ExposedTool>();
    var remarks = new ArrayList<String>();
    for (var need : needs) {
      var tool = names.resolve(need).filter(candidates);
      if (tool.isEmpty() && need.chars().anyMatch(Character::isWhitespace)) {
        return Optional.empty();
      }
      tool.ifPresent(tools::add);
      remark(need, tool, candidates).ifPresent(remarks::add);
    }
    if (tools.isEmpty()) {
      return Optional.empty();
    }
    var hits = tools.stream().limit(limit).map(tool -> Finder.exact(tool, 0)).toList();
    return Optional.of(
        new Found(
            List.of(needs.getFirst()),
            hits,
            tools.size() - hits.size(),
            Mode.HYBRID,
            List.of(),
            remarks));
  }

  private Optional<String> remark(
      String need, Optional<ExposedTool> tool, Predicate<ExposedTool> candidates) {
    if (tool.map(ExposedTool::name).filter(need::equals).isPresent()) {
      return Optional.empty();
    }
    var asked = "# " + PlainText.cut(PlainText.line(need), WIDTH);
    if (tool.isPresent()) {
      return Optional.of(asked + " read as " + tool.get().name());
    }
    var nearest =
        near.nearest(need).stream()
            .filter(candidates)
            .limit(MOST_NEAR)
            .map(ExposedTool::name)
            .collect(Collectors.joining(", "));
    return Optional.of(
        asked + ": unknown tool" + (nearest.isEmpty() ? "" : "; nearest: " + nearest));
  }
}
