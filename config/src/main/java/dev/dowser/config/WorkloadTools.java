package dev.dowser.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tools of one backend clients see, and as what.
 *
 * @param workload name of the backend
 * @param filter exact names or globs ({@code *} any text, {@code ?} one character); empty = all
 * @param excludeAll hides every tool of the backend, whatever the filter says
 * @param overrides by a tool's own name: how it is offered; several ways offer it several times
 */
public record WorkloadTools(
    String workload,
    List<String> filter,
    boolean excludeAll,
    Map<String, List<ToolOverride>> overrides) {

  /** Copies; the order of overrides is kept. */
  public WorkloadTools {
    filter = List.copyOf(filter);
    var copy = new LinkedHashMap<String, List<ToolOverride>>();
    overrides.forEach((tool, ways) -> copy.put(tool, List.copyOf(ways)));
    overrides = Collections.unmodifiableMap(copy);
  }
}
