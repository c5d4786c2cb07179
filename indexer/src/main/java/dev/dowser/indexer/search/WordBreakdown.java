package dev.dowser.indexer.search;

import dev.dowser.indexer.search.Explanation.QueryWord;
import dev.dowser.indexer.search.Explanation.WordMatch;
import dev.dowser.indexer.search.SearchSnapshot.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What each word of a need gave each tool. Every word is retrieved alone by {@link
 * LexicalRetriever}, whose scores are sums over words, so that nothing is computed another way than
 * in the ranking.
 */
final class WordBreakdown {
  private final List<Leaf> leaves;
  private final List<QueryWord> words = new ArrayList<>();
  private final List<LexicalScores> scores = new ArrayList<>();

  private WordBreakdown(List<Leaf> leaves) {
    this.leaves = leaves;
  }

  static WordBreakdown of(
      List<Leaf> leaves, Candidates candidates, List<String> words, RankingParameters parameters)
      throws IOException {
    var breakdown = new WordBreakdown(leaves);
    var retriever = new LexicalRetriever(parameters);
    int guessed = 0;
    for (String word : LexicalRetriever.different(words)) {
      var places = new WordPlaces(leaves, candidates);
      boolean known = places.anywhere(word);
      boolean guess = !known && Vocabulary.mayBeMisspelt(word);
      boolean searched = !guess || guessed++ < LexicalRetriever.MOST_GUESSED;
      var alone = searched ? List.of(word) : List.<String>of();
      var score = retriever.retrieve(leaves, candidates, alone);
      var takenFor = guess && searched ? places.near(word) : List.<String>of();
      breakdown.words.add(new QueryWord(word, tools(score, candidates), takenFor));
      breakdown.scores.add(score);
    }
    return breakdown;
  }

  private static int tools(LexicalScores score, Candidates candidates) {
    return (int)
        IntStream.range(0, candidates.slots()).filter(slot -> score.score(slot) > 0).count();
  }

  /** The words in their order. */
  List<QueryWord> words() {
    return words;
  }

  /** The words that a tool has, most valuable first. */
  List<WordMatch> matches(int slot) throws IOException {
    var matches = new ArrayList<WordMatch>();
    for (int i = 0; i < words.size(); i++) {
      double score = scores.get(i).score(slot);
      if (score > 0) {
        matches.add(match(words.get(i), slot, score));
      }
    }
    matches.sort((one, other) -> Double.compare(other.score(), one.score()));
    return matches;
  }

  private WordMatch match(QueryWord word, int slot, double score) throws IOException {
    var fields = new TreeSet<ToolField>();
    if (word.takenFor().isEmpty()) {
      fields.addAll(WordPlaces.fields(leaves, word.word(), slot));
      return new WordMatch(word.word(), List.of(), List.copyOf(fields), score);
    }
    var as = new ArrayList<String>();
    for (String near : word.takenFor()) {
      var found = WordPlaces.fields(leaves, near, slot);
      if (!found.isEmpty()) {
        as.add(near);
        fields.addAll(found);
      }
    }
    return new WordMatch(word.word(), as, List.copyOf(fields), score);
  }

  /** Where words stand. */
  private record WordPlaces(List<Leaf> leaves, Candidates candidates) {

    /** Whether any candidate has the word. */
    boolean anywhere(String word) throws IOException {
      for (Leaf leaf : leaves) {
        for (int field = 0; field < ToolField.count(); field++) {
          var postings = postings(leaf, field, word);
          while (postings != null && postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            int slot = leaf.slots()[postings.docID()];
            if (slot >= 0 && candidates.has(slot)) {
              return true;
            }
          }
        }
      }
      return false;
    }

    /** The nearest words that any candidate has. */
    List<String> near(String word) throws IOException {
      var near = new LinkedHashSet<String>();
      for (int slips = 1; near.isEmpty() && slips <= Vocabulary.mostSlips(word); slips++) {
        for (Leaf leaf : leaves) {
          for (String other : leaf.vocabulary().near(word, slips)) {
            if (anywhere(other)) {
              near.add(other);
            }
          }
        }
      }
      return List.copyOf(near);
    }

    static List<ToolField> fields(List<Leaf> leaves, String word, int slot) throws IOException {
      var fields = new ArrayList<ToolField>();
      for (Leaf leaf : leaves) {
        for (int field = 0; field < ToolField.count(); field++) {
          var postings = postings(leaf, field, word);
          while (postings != null && postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            if (leaf.slots()[postings.docID()] == slot) {
              fields.add(ToolField.at(field));
            }
          }
        }
      }
      return fields;
    }

    private static @Nullable PostingsEnum postings(Leaf leaf, int field, String word)
        throws IOException {
      var terms = leaf.reader().terms(ToolField.at(field).key());
      if (terms == null) {
        return null;
      }
      var each = terms.iterator();
      return each.seekExact(new BytesRef(word)) ? each.postings(null, PostingsEnum.NONE) : null;
    }
  }
}
