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

  boolean shows(String tool) {
    return !excludeAll
        && (filter.isEmpty() || filter.stream().anyMatch(glob -> matches(glob, tool)));
  }

  /** Linear in practice: on a mismatch only the last star is tried one character further. */
  private static boolean matches(String glob, String name) {
    int g = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = n;
      } else if (g < glob.length() && fits(glob.charAt(g), name.charAt(n))) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    return glob.chars().skip(g).allMatch(c -> c == '*');
  }

  private static boolean fits(char pattern, char c) {
    return pattern == '?' || pattern == c;
  }
}
