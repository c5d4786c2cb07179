package dev.dowser.indexer.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one text into the needs it speaks of, where that is clearly right. A need that is split
 * wrongly costs more than two that stay together, so a text is left whole unless at least two of
 * its pieces ask for something in words of their own. What asks for nothing (the story around a
 * wish) belongs to no need; what only adds to a wish ("Please include the prices.") stays with it.
 * What is quoted or in brackets is never cut.
 */
final class NeedSplitter {
  private static final int MOST_PARTS = 4;
  private static final int LONGEST_TEXT = 1_500;
  private static final int SHORTEST_TEXT = 20;

  private final List<String> parts = new ArrayList<>();
  private boolean open;

  private NeedSplitter() {}

  /** The needs of a text, two to four; nothing if it is to stay whole. */
  static List<String> split(String text) {
    if (text.length() < SHORTEST_TEXT || text.length() > LONGEST_TEXT) {
      return List.of();
    }
    var splitter = new NeedSplitter();
    Clauses.sentences(text).forEach(splitter::sentence);
    splitter.parts.removeIf(part -> !Asking.hasOwnWords(part));
    return splitter.few();
  }

  private void sentence(String sentence) {
    if (!Asking.asks(sentence)) {
      return;
    }
    var clauses = Clauses.clauses(sentence);
    String first = clauses.getFirst();
    if (Asking.goesOn(sentence) || (!open && Asking.isDirect(sentence) && !Asking.adds(sentence))) {
      begin(first);
    } else {
      add(first);
    }
    open = !Asking.isDirect(sentence);
    clauses.stream().skip(1).forEach(this::clause);
  }

  private void clause(String clause) {
    if (Asking.hasOwnWords(clause) && Asking.hasOwnWords(parts.getLast())) {
      begin(clause);
    } else {
      add(clause);
    }
  }

  private void begin(String text) {
    parts.add(text);
  }

  private void add(String text) {
    if (parts.isEmpty()) {
      parts.add(text);
    } else {
      parts.set(parts.size() - 1, parts.getLast() + " " + text);
    }
  }

  /** What is beyond the last part that is ranked belongs to it. */
  private List<String> few() {
    if (parts.size() < 2) {
      return List.of();
    }
    if (parts.size() > MOST_PARTS) {
      var rest = parts.subList(MOST_PARTS - 1, parts.size());
      String last = String.join(" ", rest);
      rest.clear();
      parts.add(last);
    }
    return List.copyOf(parts);
  }
}
