package dev.dowser.server.metatools;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the first sentence of a description says anything that the tool's name does not. */
final class GistWords {
  private static final int ROOT = 5;
  private static final int LONGEST_ENDING = 3;
  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  /** Words that add nothing to a name, and the verbs that every reading tool is described with. */
  private static final Set<String> EMPTY =
      Set.of(
          "a",
          "an",
          "the",
          "this",
          "that",
          "it",
          "its",
          "of",
          "for",
          "in",
          "on",
          "to",
          "with",
          "by",
          "from",
          "using",
          "and",
          "or",
          "as",
          "is",
          "are",
          "at",
          "your",
          "you",
          "all",
          "any",
          "given",
          "specific",
          "specified",
          "particular",
          "certain",
          "one",
          "single",
          "new",
          "use",
          "tool",
          "function",
          "data",
          "information",
          "info",
          "details",
          "get",
          "gets",
          "fetch",
          "fetches",
          "retrieve",
          "retrieves",
          "return",
          "returns",
          "obtain",
          "provides");

  private GistWords() {}

  static boolean sayMoreThan(String name, String gist) {
    var known = words(name + " " + HUMP.matcher(name).replaceAll(" "));
    return words(gist).stream()
        .anyMatch(word -> !EMPTY.contains(word) && known.stream().noneMatch(k -> alike(k, word)));
  }

  private static List<String> words(String text) {
    return SEPARATOR
        .splitAsStream(text)
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The same word but for its ending, such as "create" and "creates" or "creating". */
  private static boolean alike(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int common = 0;
    while (common < most && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common == most
        ? Math.abs(one.length() - other.length()) <= LONGEST_ENDING
        : common >= Math.max(ROOT, most - 1)
            && Math.max(one.length(), other.length()) - common <= LONGEST_ENDING;
  }
}
