package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.BackendId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which servers a need names. A server is named by its whole name, however it is spaced or written
 * ("brave search" names {@code brave-search}), so that {@code git} is not named by "GitHub" nor
 * {@code github} by "git". Names come from the operator, not from the backend.
 */
final class ServerMention {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final int MOST_WORDS = 200;
  private static final int LONGEST_NAME = 4;
  private static final int SHORTEST = 3;

  private final Set<String> runs = new HashSet<>();

  ServerMention(String need) {
    var words = new ArrayList<String>();
    for (String word : NO_LETTER.split(need.toLowerCase(Locale.ROOT), MOST_WORDS + 1)) {
      if (!word.isEmpty() && words.size() < MOST_WORDS) {
        words.add(word);
      }
    }
    for (int from = 0; from < words.size(); from++) {
      addRuns(words, from);
    }
  }

  private void addRuns(List<String> words, int from) {
    var run = new StringBuilder();
    for (int at = from; at < Math.min(words.size(), from + LONGEST_NAME); at++) {
      runs.add(run.append(words.get(at)).toString());
    }
  }

  boolean names(BackendId server) {
    return names(ServerName.of(server));
  }

  private boolean names(ServerName server) {
    return runs.contains(server.whole())
        || (server.bare().length() >= SHORTEST && runs.contains(server.bare()));
  }

  /** Which of these servers are named, by number. */
  boolean[] among(Relations relations) {
    var named = new boolean[relations.servers()];
    for (int server = 0; server < named.length; server++) {
      named[server] = names(relations.name(server));
    }
    return named;
  }
}
