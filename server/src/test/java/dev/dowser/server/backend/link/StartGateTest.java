package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class StartGateTest {
  private final ManualBackground time = new ManualBackground();
  private final StartGate gate = new StartGate(time, 1);

  @Test
  void full_theNextWaitsUntilAPlaceIsGivenBack()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = gate.enter();
      Future<?> second = threads.submit(gate::enter);
      assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      first.close();

      assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void holderHangs_itsPlaceIsTakenBackOnce()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = gate.enter();
      time.advance(Duration.ofSeconds(10));
      var second = gate.enter();
      first.close();

      Future<?> third = threads.submit(gate::enter);
      assertThatThrownBy(() -> third.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      second.close();
      assertThat(third.get(10, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
