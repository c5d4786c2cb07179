package dev.dowser.indexer.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Similarity of the query to each candidate. Every vector is compared: at the size of a catalog an
 * exact scan takes less time than embedding the query, finds what an approximate graph (HNSW)
 * misses, respects any filter at no cost and needs no index to be built.
 */
final class SemanticScores {
  /** Marks tools without a vector in the query's space. */
  static final float NONE = Float.NEGATIVE_INFINITY;

  private final float[] similarities;
  private final boolean present;
  private final BitSet missing = new BitSet();
  private int count;
  private double sum;
  private double squares;
  private float best = NONE;

  private SemanticScores(int slots, boolean present) {
    this.similarities = new float[slots];
    this.present = present;
    Arrays.fill(similarities, NONE);
  }

  static SemanticScores scan(
      Candidates candidates, Optional<QueryVector> query, RankingParameters parameters) {
    var scores = new SemanticScores(candidates.slots(), query.isPresent());
    query.ifPresent(vector -> scores.compare(candidates, vector, (float) parameters.headShare()));
    return scores;
  }

  private void compare(Candidates candidates, QueryVector query, float headShare) {
    for (int slot = 0; slot < similarities.length; slot++) {
      if (!candidates.has(slot)) {
        continue;
      }
      var vectors = candidates.slot(slot).vectors().in(query.space());
      if (vectors == null) {
        missing.set(slot);
        continue;
      }
      float whole = query.vector().similarity(vectors.whole());
      float head = query.vector().similarity(vectors.head());
      note(slot, whole + headShare * Math.max(0, head - whole));
    }
  }

  private void note(int slot, float similarity) {
    similarities[slot] = similarity;
    best = Math.max(best, similarity);
    count++;
    sum += similarity;
    squares += (double) similarity * similarity;
  }

  /** Whether any candidate was compared. */
  boolean any() {
    return count > 0;
  }

  /** How many candidates were compared. */
  int count() {
    return count;
  }

  /** Mean of the similarities; there must be {@linkplain #any() any}. */
  double mean() {
    return sum / count;
  }

  /** Their standard deviation. */
  double spread() {
    return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
  }

  float best() {
    return best;
  }

  boolean has(int slot) {
    return similarities[slot] != NONE;
  }

  float similarity(int slot) {
    return similarities[slot];
  }

  /** The slots that are most similar, in no order. */
  List<Integer> nearest(int most) {
    var nearest = new PriorityQueue<Integer>(Comparator.comparingDouble(this::similarity));
    for (int slot = 0; slot < similarities.length; slot++) {
      if (has(slot) && (nearest.size() < most || similarity(slot) > similarity(nearest.peek()))) {
        nearest.add(slot);
      }
      if (nearest.size() > most) {
        nearest.remove();
      }
    }
    return List.copyOf(nearest);
  }

  /** Whether the query has a meaning at all. */
  boolean present() {
    return present;
  }

  /** Whether every candidate has a vector. */
  boolean complete() {
    return missing.isEmpty();
  }

  /** How many candidates have no vector. */
  int missing() {
    return missing.cardinality();
  }

  /** Those. */
  IntStream missingSlots() {
    return missing.stream();
  }
}
