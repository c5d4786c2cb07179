package dev.dowser.models.onnx;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How many words of a text a tokenizer keeps in one piece. */
final class WholeWords {
  /** A piece of letters alone, with or without the mark that some tokenizers begin a word with. */
  private static final Pattern LETTERS = Pattern.compile("[\u0120\u2581]?(\\p{L}+)");

  private WholeWords() {}

  /**
   * Share of the words that are one piece, 0..1. Counted are those that begin with letters; not
   * those of a single letter. Empty if there are none.
   *
   * @param pieces the tokens
   * @param words for each the number of its word, negative for tokens that are of no word
   */
  static OptionalDouble share(String[] pieces, long[] words) {
    int counted = 0;
    int whole = 0;
    for (int start = 0; start < pieces.length; ) {
      int end = endOfWord(words, start);
      if (words[start] >= 0 && isWord(pieces[start], end - start)) {
        counted++;
        whole += end - start == 1 ? 1 : 0;
      }
      start = end;
    }
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) whole / counted);
  }

  private static int endOfWord(long[] words, int start) {
    int end = start + 1;
    while (end < words.length && words[end] == words[start] && words[start] >= 0) {
      end++;
    }
    return end;
  }

  private static boolean isWord(String first, int pieces) {
    var letters = LETTERS.matcher(first);
    return letters.matches() && (pieces > 1 || letters.group(1).length() > 1);
  }
}
