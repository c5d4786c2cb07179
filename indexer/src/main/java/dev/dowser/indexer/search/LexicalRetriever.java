package dev.dowser.indexer.search;

import dev.dowser.indexer.search.SearchSnapshot.Leaf;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/**
 * BM25F over the postings of the index (Zaragoza et al., TREC 2004: each field's frequency is
 * divided by its own length norm, weighted and added up before saturation).
 *
 * <p>Not Lucene's CombinedFieldQuery: its statistics cover all documents of the index, those hidden
 * from this client and those waiting to be purged included, so that scores would depend on tools
 * that the client must not know and on the order in which backends answered. Here document
 * frequency and average lengths are those of the candidates, which at some thousand documents costs
 * microseconds.
 */
final class LexicalRetriever {
  /** Longer queries (pasted text) are cut; rare words are not worth a scan of them all. */
  private static final int MOST_WORDS = 200;

  /** Misspelt words of one query that are looked at; more is text in a language of its own. */
  static final int MOST_GUESSED = 8;

  private final RankingParameters parameters;

  LexicalRetriever(RankingParameters parameters) {
    this.parameters = parameters;
  }

  /** Scores by slot, 0 where no word matched. */
  LexicalScores retrieve(List<Leaf> leaves, Candidates candidates, List<String> words)
      throws IOException {
    var terms = different(words);
    var scores = new LexicalScores(candidates.slots(), terms.size());
    var matches = new TermMatches(candidates, parameters);
    int guessed = 0;
    int mostGuessed = parameters.fields().slip() > 0 ? MOST_GUESSED : 0;
    for (String word : terms) {
      matches.clear();
      for (Leaf leaf : leaves) {
        collect(leaf, new BytesRef(word), matches);
      }
      double certainty = 1;
      if (!matches.none()) {
        scores.known();
      }
      if (matches.none() && guessed < mostGuessed && Vocabulary.mayBeMisspelt(word)) {
        guessed++;
        certainty = guess(leaves, word, matches, scores);
      }
      matches.addTo(scores, certainty);
    }
    return scores;
  }

  /** The words that are searched, each once. */
  static List<String> different(List<String> words) {
    return new LinkedHashSet<>(words).stream().limit(MOST_WORDS).toList();
  }

  /** Collects the nearest words that any candidate has; what they are worth. */
  private double guess(List<Leaf> leaves, String word, TermMatches matches, LexicalScores scores)
      throws IOException {
    int slips = 0;
    while (matches.none() && slips < Vocabulary.mostSlips(word)) {
      slips++;
      likeliest(leaves, near(leaves, word, slips), matches)
          .ifPresent(near -> scores.guess(word, near));
    }
    return Math.pow(parameters.fields().slip(), slips);
  }

  private static SortedSet<String> near(List<Leaf> leaves, String word, int slips) {
    var near = new TreeSet<String>();
    leaves.forEach(leaf -> near.addAll(leaf.vocabulary().near(word, slips)));
    return near;
  }

  /**
   * Collects all of these words; the one that most candidates have, of equally frequent ones the
   * first by its letters, so that neither segments nor tools outside the candidates decide.
   */
  private Optional<String> likeliest(
      List<Leaf> leaves, SortedSet<String> words, TermMatches matches) throws IOException {
    var alone = new TermMatches(matches.candidates, parameters);
    Optional<String> likeliest = Optional.empty();
    int most = 0;
    for (String word : words) {
      alone.clear();
      for (Leaf leaf : leaves) {
        collect(leaf, new BytesRef(word), alone);
        collect(leaf, new BytesRef(word), matches);
      }
      if (alone.count > most) {
        most = alone.count;
        likeliest = Optional.of(word);
      }
    }
    return likeliest;
  }

  private static void collect(Leaf leaf, BytesRef term, TermMatches matches) throws IOException {
    for (int field = 0; field < ToolField.count(); field++) {
      var terms = leaf.reader().terms(ToolField.at(field).key());
      if (terms == null) {
        continue;
      }
      var each = terms.iterator();
      if (each.seekExact(term)) {
        collect(leaf, field, each, matches);
      }
    }
  }

  private static void collect(Leaf leaf, int field, TermsEnum term, TermMatches matches)
      throws IOException {
    var postings = term.postings(null, PostingsEnum.FREQS);
    int document;
    while ((document = postings.nextDoc()) != DocIdSetIterator.NO_MORE_DOCS) {
      matches.add(leaf.slots()[document], field, postings.freq());
    }
  }

  /** Where one word occurs. */
  private static final class TermMatches {
    private final Candidates candidates;
    private final double[] weights;
    private final double[] norms;
    private final double saturation;
    private final double[] frequencies;
    private final int[] matched;
    private int count;

    TermMatches(Candidates candidates, RankingParameters parameters) {
      this.candidates = candidates;
      this.weights =
          parameters.fields().weights().stream().mapToDouble(Double::doubleValue).toArray();
      this.norms = parameters.fields().norms().stream().mapToDouble(Double::doubleValue).toArray();
      this.saturation = parameters.fields().saturation();
      this.frequencies = new double[candidates.slots()];
      this.matched = new int[candidates.slots()];
    }

    void add(int slot, int field, int frequency) {
      if (slot < 0 || !candidates.has(slot)) {
        return;
      }
      if (frequencies[slot] == 0) {
        matched[count++] = slot;
      }
      int length = candidates.slot(slot).lengths()[field];
      double norm = 1 - norms[field] + norms[field] * length / candidates.averageLength(field);
      frequencies[slot] += weights[field] * frequency / norm;
    }

    boolean none() {
      return count == 0;
    }

    void addTo(LexicalScores scores, double certainty) {
      double idf = Math.log(1 + (candidates.count() - count + 0.5) / (count + 0.5));
      // A guessed word counts as one that nothing has when it is judged whether anything suits.
      scores.addWord(certainty < 1 ? Math.log(2 * candidates.count() + 2) : idf);
      for (int i = 0; i < count; i++) {
        double frequency = frequencies[matched[i]];
        double score = certainty * idf * frequency / (frequency + saturation);
        scores.add(matched[i], score, certainty < 1 ? 0 : idf);
      }
    }

    void clear() {
      for (int i = 0; i < count; i++) {
        frequencies[matched[i]] = 0;
      }
      count = 0;
    }
  }
}
