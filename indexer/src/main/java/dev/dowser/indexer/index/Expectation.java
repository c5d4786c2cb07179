package dev.dowser.indexer.index;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.indexer.search.Expected;
import dev.dowser.models.embedding.Cohort;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What similarity a query reaches with the tools that it comes nearest to among tools of all kinds.
 * A vague or short query is near to none, a plain one to some; so the best similarity in a catalog
 * means little by itself and much beside this one. Thread-safe.
 */
final class Expectation {
  /** Enough that one odd tool in the cohort decides nothing. */
  private static final int NEAREST = 3;

  /** Of a tool's own nearest, after the very nearest, which may be the tool itself. */
  private static final int KIN = 10;

  private final List<CodedVector> cohort;
  private final Map<CodedVector, Double> commonness =
      Collections.synchronizedMap(new WeakHashMap<>());

  Expectation(Cohort cohort) {
    this.cohort =
        cohort.vectors().stream().map(vector -> new CodedVector(vector, cohort.scale())).toList();
  }

  /** What the query comes nearest to in the cohort; nothing without a cohort. */
  Optional<Expected> of(CodedVector query) {
    int count = Math.min(NEAREST, cohort.size());
    var similarities = new float[count];
    var nearest = new CodedVector[count];
    Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
    for (var vector : cohort) {
      insert(query.similarity(vector), vector, similarities, nearest);
    }
    double sum = 0;
    for (float similarity : similarities) {
      sum += similarity;
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Expected(sum / count, List.of(nearest), this::commonness));
  }

  /** Kept while the tool has this vector; two queries at once may both compute it. */
  private double commonness(CodedVector tool) {
    var known = commonness.get(tool);
    if (known == null) {
      known = similarityToKin(tool);
      commonness.put(tool, known);
    }
    return known;
  }

  private double similarityToKin(CodedVector tool) {
    var similarities = new float[cohort.size()];
    for (int i = 0; i < similarities.length; i++) {
      similarities[i] = tool.similarity(cohort.get(i));
    }
    Arrays.sort(similarities);
    int end = similarities.length - 1;
    double sum = 0;
    for (int i = Math.max(0, end - KIN); i < end; i++) {
      sum += similarities[i];
    }
    return sum / Math.max(1, Math.min(KIN, end));
  }

  /** Keeps the largest, ascending. */
  private static void insert(
      float similarity, CodedVector vector, float[] similarities, CodedVector[] nearest) {
    if (similarity <= similarities[0]) {
      return;
    }
    int place = 0;
    while (place + 1 < similarities.length && similarities[place + 1] < similarity) {
      similarities[place] = similarities[place + 1];
      nearest[place] = nearest[place + 1];
      place++;
    }
    similarities[place] = similarity;
    nearest[place] = vector;
  }
}
