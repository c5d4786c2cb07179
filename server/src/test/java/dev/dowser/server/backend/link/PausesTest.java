package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PausesTest {
  private final Pauses pauses = new Pauses(new Random(11));

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "5, 16000", "6, 32000", "7, 60000", "1000000, 60000"})
  void failures_pauseUpToTwiceAsLongEachTime(int failures, long ceilingMs) {
    var drawn = drawn(failures);

    assertThat(drawn.min().orElseThrow()).isBetween(0L, ceilingMs / 20);
    assertThat(drawn(failures).max().orElseThrow()).isBetween(ceilingMs * 19 / 20, ceilingMs);
  }

  private LongStream drawn(int failures) {
    return IntStream.range(0, 500).mapToLong(_ -> pauses.afterFailure(failures).toMillis());
  }

  @Test
  void interval_spreadsAroundItself() {
    var seconds =
        IntStream.range(0, 500)
            .mapToLong(_ -> pauses.around(Duration.ofSeconds(100)).toSeconds())
            .summaryStatistics();

    assertThat(seconds.getMin()).isBetween(75L, 78L);
    assertThat(seconds.getMax()).isBetween(122L, 125L);
  }
}
