package dev.dowser.indexer.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
   * Reads texts, in their order. The meaning of a misspelt one is asked for again with its words
   * mended: words are found in spite of a slip, a vector goes astray.
   *
   * @throws IOException if the index cannot be read
   */
  List<Read> read(
      SearchSnapshot snapshot, Candidates candidates, List<String> texts, Meaning meaning)
      throws IOException {
    var ahead = new FutureTask<>(() -> meaning.of(texts));
    Thread.startVirtualThread(ahead);
    try {
      var words = new ArrayList<LexicalScores>();
      for (String text : texts) {
        words.add(lexical.retrieve(snapshot.leaves(), candidates, analysis.words(text)));
      }
      var vectors = mended(texts, words, new ArrayList<>(come(ahead, texts.size())), meaning);
      return IntStream.range(0, texts.size())
          .mapToObj(i -> new Read(texts.get(i), words.get(i), vectors.get(i)))
          .toList();
    } finally {
      ahead.cancel(true);
    }
  }

  private List<Optional<QueryVector>> mended(
      List<String> texts,
      List<LexicalScores> words,
      List<Optional<QueryVector>> vectors,
      Meaning meaning) {
    var misspelt =
        IntStream.range(0, texts.size())
            .filter(i -> isMisspelt(texts.get(i), words.get(i)))
            .boxed()
            .toList();
    if (!misspelt.isEmpty()) {
      var again =
          meaning.of(
              misspelt.stream()
                  .map(i -> analysis.mended(texts.get(i), words.get(i).guesses()))
                  .toList());
      IntStream.range(0, misspelt.size()).forEach(i -> vectors.set(misspelt.get(i), again.get(i)));
    }
    return vectors;
  }

  private static boolean isMisspelt(String text, LexicalScores words) {
    int guessed = words.guesses().size();
    return guessed >= Math.max(MANY_SLIPS * words.words(), words.words() == 2 ? 1 : 2)
        && guessed + words.knownWords() >= MOST_EXPLAINED * words.words()
        && Suitability.isPlainText(text);
  }

  /** An interrupted search goes on without meaning, as one without an embedder does. */
  private static List<Optional<QueryVector>> come(
      FutureTask<List<Optional<QueryVector>>> ahead, int texts) {
    try {
      return ahead.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Collections.nCopies(texts, Optional.empty());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("the meaning of a text failed", e.getCause());
    }
  }
}
