package dev.dowser.indexer.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReader;

/**
 * The words of a segment by their first letter, to look for what a misspelt word was meant to be. A
 * slip is a letter lost, added or changed, or two neighbours swapped; the first letter is taken to
 * be right. Comparing some hundred words takes a tenth of what building an automaton takes.
 */
public final class Vocabulary {
  private static final int SHORTEST = 3;

  /** Of shorter words nearly every other is near; only a letter that should be double counts. */
  private static final int SHORTEST_FOR_ANY_SLIP = 4;

  private static final int SHORTEST_FOR_TWO = 7;

  /** Longer ones are pasted text. */
  private static final int LONGEST = 30;

  private final Map<Character, List<Word>> words = new HashMap<>();

  private Vocabulary() {}

  /** Reads the words of all fields. */
  public static Vocabulary read(LeafReader segment) throws IOException {
    var vocabulary = new Vocabulary();
    var all = new TreeSet<String>();
    for (int field = 0; field < ToolField.count(); field++) {
      var terms = segment.terms(ToolField.at(field).key());
      if (terms != null) {
        var each = terms.iterator();
        for (var term = each.next(); term != null; term = each.next()) {
          all.add(term.utf8ToString());
        }
      }
    }
    for (String word : all) {
      if (word.length() >= SHORTEST && word.length() <= LONGEST + 2) {
        vocabulary.words.computeIfAbsent(word.charAt(0), _ -> new ArrayList<>()).add(Word.of(word));
      }
    }
    return vocabulary;
  }

  /** Whether a word is long enough, and word enough, to guess at. */
  static boolean mayBeMisspelt(String word) {
    return word.length() >= SHORTEST
        && word.length() <= LONGEST
        && word.codePoints().allMatch(Character::isLetter);
  }

  /** How many slips such a word may have. */
  static int mostSlips(String word) {
    return word.length() < SHORTEST_FOR_TWO ? 1 : 2;
  }

  /** The words exactly so many slips away. */
  List<String> near(String word, int slips) {
    var wanted = Word.of(word);
    var near = new ArrayList<String>();
    boolean any = word.length() >= SHORTEST_FOR_ANY_SLIP;
    for (var other : words.getOrDefault(word.charAt(0), List.of())) {
      if (other.mayBeNear(wanted, slips)
          && distance(word, other.text()) == slips
          && (any || isDoubled(word, other.text()))) {
        near.add(other.text());
      }
    }
    return near;
  }

  /** Whether a letter of the word is double in the other, which is the same otherwise. */
  private static boolean isDoubled(String word, String other) {
    return IntStream.range(0, word.length())
        .anyMatch(i -> other.equals(word.substring(0, i + 1) + word.substring(i)));
  }

  /**
   * A word and which letters it has, one bit each (letters may share one). A slip changes at most
   * two of them, which tells most pairs apart without comparing them letter by letter.
   */
  private record Word(String text, long letters) {
    static Word of(String text) {
      long letters = 0;
      for (int i = 0; i < text.length(); i++) {
        letters |= 1L << text.charAt(i);
      }
      return new Word(text, letters);
    }

    boolean mayBeNear(Word other, int slips) {
      return Math.abs(text.length() - other.text.length()) <= slips
          && Long.bitCount(letters ^ other.letters) <= 2 * slips;
    }
  }

  /** Optimal string alignment: Levenshtein with swaps, no letter touched twice. */
  static int distance(String one, String other) {
    var before = new int[other.length() + 1];
    var above = new int[other.length() + 1];
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
        if (swapped(one, i, other, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      var spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return above[other.length()];
  }

  private static boolean swapped(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
