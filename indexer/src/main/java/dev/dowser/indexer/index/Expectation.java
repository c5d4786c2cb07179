package dev.dowser.indexer.index;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.models.embedding.Cohort;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What similarity a query reaches with the tools that it comes nearest to among tools of all kinds.
 * A vague or short query is near to none, a plain one to some; so the best similarity in a catalog
 * means little by itself and much beside this one. Thread-safe.
 */
final class Expectation {
  /** Enough that one odd tool in the cohort decides nothing. */
  private static final int NEAREST = 3;

  private final List<CodedVector> cohort;

  Expectation(Cohort cohort) {
    this.cohort =
        cohort.vectors().stream().map(vector -> new CodedVector(vector, cohort.scale())).toList();
  }

  /** Mean similarity of the query to its nearest in the cohort; nothing without a cohort. */
  OptionalDouble of(CodedVector query) {
    var nearest = new float[Math.min(NEAREST, cohort.size())];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    for (var vector : cohort) {
      insert(query.similarity(vector), nearest);
    }
    double sum = 0;
    for (float similarity : nearest) {
      sum += similarity;
    }
    return nearest.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / nearest.length);
  }

  /** Keeps the largest, ascending. */
  private static void insert(float similarity, float[] nearest) {
    if (similarity <= nearest[0]) {
      return;
    }
    int place = 0;
    while (place + 1 < nearest.length && nearest[place + 1] < similarity) {
      nearest[place] = nearest[place + 1];
      place++;
    }
    nearest[place] = similarity;
  }
}
