package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ToolId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What words and meaning say about a need before they are fused, so that fusion can be fitted away
 * from the index.
 *
 * @param words the different words of the need
 * @param bestShare how much of them, weighed by rarity, one tool has at most; 0..1
 * @param mean of the similarities of all candidates; 0 without vectors
 * @param spread their standard deviation
 * @param candidates the best by words and the best by meaning, in the order of exposed names
 */
public record Evidence(
    List<String> words,
    double bestShare,
    double mean,
    double spread,
    List<CandidateEvidence> candidates) {

  /** Copies the lists. */
  public Evidence {
    words = List.copyOf(words);
    candidates = List.copyOf(candidates);
  }

  /**
   * One tool.
   *
   * @param lexical BM25F score, 0 if no word matched
   * @param similarity what fusion takes as the meaning's score; 0 without a vector
   * @param whole similarity to the vector of the whole text
   * @param head similarity to that of name and first sentence
   */
  public record CandidateEvidence(
      ToolId tool, double lexical, double similarity, double whole, double head) {}

  static Evidence of(
      List<String> words,
      Candidates candidates,
      LexicalScores lexical,
      SemanticScores similar,
      Looked looked) {
    var slots = new TreeSet<Integer>();
    slots.addAll(best(candidates, slot -> lexical.score(slot), looked.depth()));
    slots.removeIf(slot -> lexical.score(slot) == 0);
    slots.addAll(
        best(candidates, slot -> similar.any() ? similar.similarity(slot) : 0, looked.depth()));
    var found = new ArrayList<CandidateEvidence>();
    for (int slot : slots) {
      found.add(candidate(candidates.slot(slot), slot, lexical, similar, looked));
    }
    return new Evidence(
        words,
        lexical.bestShare(),
        similar.any() ? similar.mean() : 0,
        similar.any() ? similar.spread() : 0,
        found);
  }

  private static List<Integer> best(Candidates candidates, IntToDoubleFunction score, int depth) {
    return IntStream.range(0, candidates.slots())
        .filter(candidates::has)
        .boxed()
        .sorted(Comparator.comparingDouble(slot -> -score.applyAsDouble(slot)))
        .limit(depth)
        .toList();
  }

  private static CandidateEvidence candidate(
      SearchSnapshot.Slot slot,
      int number,
      LexicalScores lexical,
      SemanticScores similar,
      Looked looked) {
    var id = slot.tool().tool().id();
    double words = lexical.score(number);
    var query = looked.meaning().orElse(null);
    var vectors = query == null ? null : slot.vectors().in(query.space());
    if (query == null || vectors == null || !similar.has(number)) {
      return new CandidateEvidence(id, words, 0, 0, 0);
    }
    return new CandidateEvidence(
        id,
        words,
        similar.similarity(number),
        query.vector().similarity(vectors.whole()),
        query.vector().similarity(vectors.head()));
  }

  /** How deep both lists are looked at, and what the need means. */
  record Looked(int depth, Optional<QueryVector> meaning) {}
}
