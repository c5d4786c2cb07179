package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void resultsComeInTheOrderOfTheInputs_andAllAreUnderWayAtOnce() {
    var together = new CyclicBarrier(3);

    assertThat(SideBySide.each(List.of(1, 2, 3), met(together))).containsExactly(10, 20, 30);
    assertThat(SideBySide.each(List.<Integer>of(), met(together))).isEmpty();
  }

  private static Function<Integer, Integer> met(CyclicBarrier together) {
    return number -> {
      try {
        together.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the others have not begun", e);
      }
      return 10 * number;
    };
  }

  @Test
  void failureOfOne_isTheCallersAsItWasThrown() {
    assertThatThrownBy(() ->
            SideBySide.each(
                List.of(1, 0),
                number -> {
                  if (number == 0) {
                    throw new IllegalArgumentException("nothing to divide by");
                  }
                  return 1 / number;
                }))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing to divide by");
  }

  @Test
  void interruptedCaller_endsTheWorkAndStaysInterrupted() {
    var never = new CountDownLatch(1);
    var waiting =
        SideBySide.start(() -> {
          try {
            never.await();
            return "came";
          } catch (InterruptedException e) {
            return "ended";
          }
        });

    Thread.currentThread().interrupt();
    assertThat(waiting.result()).isEqualTo("ended");
    assertThat(Thread.interrupted()).isTrue();
  }
}
