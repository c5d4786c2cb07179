package dev.dowser.server.app.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes between two texts, as {@code diff -u} shows it. Lines that both share at their
 * beginning and end are set aside first; the longest common subsequence of what is left is found by
 * the textbook table, and not at all where that would be too large.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final long MOST_CELLS = 16_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private record Line(char mark, String text, int before, int after) {}

  private UnifiedDiff(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /** Lines to show; none if nothing changes. */
  static List<String> of(String name, String before, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    var diff = new UnifiedDiff(before, after);
    diff.compare();
    return diff.shown(name);
  }

  private void compare() {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head && before.reversed().get(tail).equals(after.reversed().get(tail))) {
      tail++;
    }
    same(0, 0, head);
    middle(head, before.size() - tail, head, after.size() - tail);
    same(before.size() - tail, after.size() - tail, tail);
  }

  private void same(int i, int j, int count) {
    for (int k = 0; k < count; k++) {
      lines.add(new Line(' ', before.get(i + k), i + k, j + k));
    }
  }

  private void middle(int from, int to, int start, int end) {
    var longest = table(from, to, start, end);
    int i = from;
    int j = start;
    while (i < to || j < end) {
      boolean isSame =
          i < to && j < end && longest.length > 1 && before.get(i).equals(after.get(j));
      if (isSame) {
        same(i++, j++, 1);
      } else if (j >= end
          || (i < to && (longest.length == 1 || down(longest, i - from, j - start)))) {
        lines.add(new Line('-', before.get(i), i++, j));
      } else {
        lines.add(new Line('+', after.get(j), i, j++));
      }
    }
  }

  private static boolean down(int[][] longest, int i, int j) {
    return longest[i + 1][j] >= longest[i][j + 1];
  }

  private int[][] table(int from, int to, int start, int end) {
    if ((long) (to - from) * (end - start) > MOST_CELLS) {
      return new int[1][1];
    }
    var longest = new int[to - from + 2][end - start + 2];
    for (int i = to - from - 1; i >= 0; i--) {
      for (int j = end - start - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(from + i).equals(after.get(start + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }

  private List<String> shown(String name) {
    var out = new ArrayList<>(List.of("--- " + name, "+++ " + name + " (new)"));
    int at = 0;
    while (at < lines.size()) {
      int first = nextChange(at);
      if (first == lines.size()) {
        break;
      }
      int end = first;
      for (int next = first;
          next < lines.size() && next - end <= 2 * CONTEXT;
          next = nextChange(next)) {
        end = ++next;
      }
      at = Math.min(lines.size(), end + CONTEXT);
      hunk(lines.subList(Math.max(0, first - CONTEXT), at), out);
    }
    return out;
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).mark() == ' ') {
      at++;
    }
    return at;
  }

  private static void hunk(List<Line> hunk, List<String> out) {
    long olds = hunk.stream().filter(line -> line.mark() != '+').count();
    long news = hunk.stream().filter(line -> line.mark() != '-').count();
    out.add(
        "@@ -%d,%d +%d,%d @@"
            .formatted(hunk.getFirst().before() + 1, olds, hunk.getFirst().after() + 1, news));
    hunk.forEach(line -> out.add(line.mark() + line.text()));
  }
}
