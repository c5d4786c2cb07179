package dev.dowser.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.indexer.search.Expected;
import dev.dowser.models.embedding.Cohort;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExpectationTest {
  private static final CodedVector EAST = CodedVector.of(new float[] {1, 0});

  @Test
  void noCohort_expectsNothing() {
    assertThat(new Expectation(Cohort.NONE).of(EAST)).isEmpty();
  }

  @Test
  void meanOfTheThreeNearest_whateverTheirOrder() {
    var vectors = Stream.of(100, -127, 0, 127, 40, 60).map(ExpectationTest::eastwards).toList();

    assertThat(new Expectation(new Cohort(vectors, 1f / 127)).of(EAST).orElseThrow().similarity())
        .isEqualTo((127 + 100 + 60) / 3.0 / 127, within(1e-3));
  }

  @Test
  void fewerThanThree_areAllTaken() {
    var cohort = new Cohort(List.of(eastwards(127), eastwards(-127)), 1f / 127);

    assertThat(new Expectation(cohort).of(EAST).orElseThrow().similarity())
        .isEqualTo(0, within(1e-3));
  }

  @Test
  void commonnessIsTheMeanOfTheTenNearestAfterTheToolItself() {
    var steps = IntStream.rangeClosed(0, 11).map(step -> 127 - 10 * step);
    var cohort = new Cohort(steps.mapToObj(ExpectationTest::eastwards).toList(), 1f / 127);

    assertThat(expected(cohort).commonness().applyAsDouble(EAST))
        .isEqualTo((117 + 27) / 2.0 / 127, within(1e-3));
  }

  @Test
  void commonnessAmongFewer_takesAllOthers() {
    var cohort = new Cohort(List.of(eastwards(40), eastwards(127), eastwards(60)), 1f / 127);

    assertThat(expected(cohort).commonness().applyAsDouble(EAST))
        .isEqualTo(50.0 / 127, within(1e-3));
    assertThat(
            expected(new Cohort(List.of(eastwards(127)), 1f / 127))
                .commonness()
                .applyAsDouble(EAST))
        .isZero();
  }

  private static Expected expected(Cohort cohort) {
    return new Expectation(cohort).of(EAST).orElseThrow();
  }

  private static byte[] eastwards(int steps) {
    return new byte[] {(byte) steps, 0};
  }
}
