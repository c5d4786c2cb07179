package dev.dowser.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.models.embedding.Cohort;
import java.util.List;
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

  private static byte[] eastwards(int steps) {
    return new byte[] {(byte) steps, 0};
  }
}
