package dev.dowser.indexer.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What words and meaning say of texts. Meaning takes several times as long as words, so it is asked
 * for first and computed while words are looked up. Thread-safe.
 */
final class TextReader {
  /** Share of its words from which on a text is taken to be misspelt; one may be a name. */
  private static final double MANY_SLIPS = 1.0 / 3;

  /** Share of its words that must be known or guessed; else it is in another language. */
  private static final double MOST_EXPLAINED = 0.75;

  private final TextAnalysis analysis;
  private final LexicalRetriever lexical;

  TextReader(TextAnalysis analysis, LexicalRetriever lexical) {
    this.analysis = analysis;
    this.lexical = lexical;
  }

  /** A text, its words among the candidates, and its vector if there is an embedder now. */
  record Read(String text, LexicalScores words, Optional<QueryVector> vector) {}

  /**
   * Reads texts, in their order. The meaning of a misspelt one is asked for once more with its
   * words mended: words are found in spite of a slip, a vector goes astray.
   *
   * @throws IOException if the index cannot be read
   */
  List<Read> read(
      SearchSnapshot snapshot, Candidates candidates, List<String> texts, Meaning meaning)
      throws IOException {
    var ahead = SideBySide.start(() -> meaning.of(texts));
    try {
      var words = new ArrayList<LexicalScores>();
      for (String text : texts) {
        words.add(lexical.retrieve(snapshot.leaves(), candidates, analysis.words(text)));
      }
      var again = again(mended(texts, words), meaning);
      var vectors = ahead.result();
      return IntStream.range(0, texts.size())
          .mapToObj(
              i -> new Read(texts.get(i), words.get(i), again.getOrDefault(i, vectors.get(i))))
          .toList();
    } finally {
      ahead.cancel();
    }
  }

  private static Map<Integer, Optional<QueryVector>> again(
      SortedMap<Integer, String> mended, Meaning meaning) {
    if (mended.isEmpty()) {
      return Map.of();
    }
    var vectors = meaning.of(List.copyOf(mended.values())).iterator();
    return mended.keySet().stream().collect(Collectors.toMap(i -> i, _ -> vectors.next()));
  }

  /** Place in the list and mended text of those that are misspelt. */
  private SortedMap<Integer, String> mended(List<String> texts, List<LexicalScores> words) {
    var mended = new TreeMap<Integer, String>();
    for (int i = 0; i < texts.size(); i++) {
      if (isMisspelt(texts.get(i), words.get(i))) {
        mended.put(i, analysis.mended(texts.get(i), words.get(i).guesses()));
      }
    }
    return mended;
  }

  private static boolean isMisspelt(String text, LexicalScores words) {
    int guessed = words.guesses().size();
    return guessed >= Math.max(MANY_SLIPS * words.words(), words.words() == 2 ? 1 : 2)
        && guessed + words.knownWords() >= MOST_EXPLAINED * words.words()
        && Suitability.isPlainText(text);
  }
}
