package dev.dowser.server.gateway;

import dev.dowser.server.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Names that somebody may have meant. */
public final class NearNames {
  private static final int LONGEST = 128;
  private static final int MOST = 3;

  private NearNames() {}

  /** Known names that differ in at most a third of their characters, nearest first. */
  static List<String> of(String name, Collection<String> known) {
    return among(plain(name), known.stream().sorted(), candidate -> Stream.of(plain(candidate)));
  }

  private static String plain(String name) {
    var cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Candidates with a spelling that differs in at most a third of the characters, nearest first, at
   * most {@value #MOST}; those equally near keep their order.
   *
   * @param spellings of a candidate, written in the same way as {@code name}
   */
  public static <T> List<T> among(
      String name, Stream<T> candidates, Function<T, Stream<String>> spellings) {
    int allowed = name.length() / 3;
    return candidates
        .map(candidate -> new Near<>(candidate, distance(name, spellings.apply(candidate))))
        .filter(near -> near.distance() <= allowed)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST)
        .map(Near::candidate)
        .toList();
  }

  private static int distance(String name, Stream<String> spellings) {
    return spellings
        // no fewer edits than the lengths differ, so these need not be compared
        .filter(spelling -> Math.abs(spelling.length() - name.length()) <= name.length() / 3)
        .mapToInt(spelling -> EditDistance.of(name, spelling))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private record Near<T>(T candidate, int distance) {}
}
