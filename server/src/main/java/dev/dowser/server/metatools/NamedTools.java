package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    var resolved = needs.stream().map(need -> names.resolve(need).filter(candidates)).toList();
    var tools = new LinkedHashSet<ExposedTool>();
    resolved.forEach(tool -> tool.ifPresent(tools::add));
    if (tools.isEmpty() || isSearch(needs, resolved)) {
      return Optional.empty();
    }
    var remarks = new ArrayList<String>();
    for (int i = 0; i < needs.size(); i++) {
      remark(needs.get(i), resolved.get(i), candidates).ifPresent(remarks::add);
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

  /** Several words that are no name: looking for names near to the others would be for nothing. */
  private static boolean isSearch(List<String> needs, List<Optional<ExposedTool>> resolved) {
    return IntStream.range(0, needs.size())
        .anyMatch(i ->
            resolved.get(i).isEmpty() && needs.get(i).chars().anyMatch(Character::isWhitespace));
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
