package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.server.text.PlainText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server is good for, in a few words, from what it last said of itself. */
final class ServerPurpose {
  private static final int MOST_WORDS = 5;
  private static final Pattern SEPARATOR =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");
  private static final Set<String> PLAIN_WORDS =
      Set.of(
          "get", "list", "create", "update", "delete", "add", "remove", "set", "search", "find",
          "read", "write", "fetch", "query", "run", "all", "by", "the", "and", "for", "from",
          "with", "tool", "of", "to", "in", "a", "an", "is", "on", "info", "data", "new");

  private ServerPurpose() {}

  /**
   * The first sentence of its instructions; else its title unless that is its name; else the words
   * that its tools' names have most in common.
   */
  static String of(BackendSnapshot snapshot, int width) {
    var card = snapshot.card();
    var said = PlainText.gist(card.instructions(), width);
    if (!said.isEmpty()) {
      return said;
    }
    var title = PlainText.cut(PlainText.line(card.title()), width);
    return title.isEmpty()
            || NameIndex.normal(title).equals(NameIndex.normal(snapshot.backend().value()))
        ? PlainText.cut(words(snapshot), width)
        : title;
  }

  private static String words(BackendSnapshot snapshot) {
    var own =
        SEPARATOR
            .splitAsStream(snapshot.backend().value().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (var word : wordsOf(snapshot.tools())) {
      if (!PLAIN_WORDS.contains(word) && !own.contains(word)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_WORDS)
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static List<String> wordsOf(List<Tool> tools) {
    return tools.stream()
        .map(tool -> PlainText.line(tool.offeredName()))
        .flatMap(SEPARATOR::splitAsStream)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 1)
        .toList();
  }
}
