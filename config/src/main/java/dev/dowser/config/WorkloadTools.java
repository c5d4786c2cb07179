package dev.dowser.config;

import java.util.List;

/**
 * Which tools of one backend clients see.
 *
 * @param workload name of the backend
 * @param filter exact names or globs ({@code *} any text, {@code ?} one character); empty = all
 * @param excludeAll hides every tool of the backend, whatever the filter says
 */
public record WorkloadTools(String workload, List<String> filter, boolean excludeAll) {

  /** Copies the list. */
  public WorkloadTools {
    filter = List.copyOf(filter);
  }
}
