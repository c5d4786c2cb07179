package dev.dowser.indexer.index;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.models.embedding.Cohort;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What similarity a query reaches with the tool that it comes nearest to among tools of all kinds.
 * A vague or short query is near to none, a plain one to some; so the best similarity in a catalog
 * means little by itself and much beside this one. Thread-safe.
 */
final class Expectation {
  private final List<CodedVector> cohort;

  Expectation(Cohort cohort) {
    this.cohort =
        cohort.vectors().stream().map(vector -> new CodedVector(vector, cohort.scale())).toList();
  }

  /** Similarity of the query to its nearest in the cohort; nothing without a cohort. */
  OptionalDouble of(CodedVector query) {
    return cohort.stream().mapToDouble(query::similarity).max();
  }
}
