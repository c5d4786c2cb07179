package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import java.util.List;
import java.util.function.Predicate;

/**
 * A request for tools.
 *
 * @param needs one text per need, at least one, in the client's words
 * @param candidates which tools may be found at all; applied before ranking, so that nothing about
 *     the others can be inferred
 * @param limit most hits over all needs together, 1..50
 */
public record ToolQuery(List<String> needs, Predicate<ExposedTool> candidates, int limit) {

  /** Checks the ranges. */
  public ToolQuery {
    needs = List.copyOf(needs);
    if (needs.isEmpty()) {
      throw new IllegalArgumentException("a query has at least one need");
    }
    if (limit < 1 || limit > 50) {
      throw new IllegalArgumentException("limit must be 1..50, got " + limit);
    }
  }
}
