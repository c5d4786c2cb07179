package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BulkheadBackendTest {
  private static final CallOutcome DONE = new CallOutcome.Answered(Json.object());

  private static CallOutcome call(PatientBackend backend, Duration patience) {
    return backend.call("tools/call", Json.object(), new Patience(patience, patience), Caller.NONE);
  }

  @Test
  void placesTaken_saysBusyWhenPatienceEnds() throws ExecutionException, InterruptedException {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var backend =
        new BulkheadBackend(
            (_, _, _, _) -> {
              inside.countDown();
              return await(leave) ? DONE : new CallOutcome.Cancelled();
            },
            1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> call(backend, Duration.ofSeconds(10)));
      assertThat(await(inside)).isTrue();

      var second = call(backend, Duration.ofMillis(30));
      leave.countDown();

      assertThat(second).isEqualTo(new CallOutcome.Unavailable("busy: 1 calls are running", false));
      assertThat(first.get()).isEqualTo(DONE);
    }
  }

  @Test
  void placeFreed_theWaitIsTakenOffThePatience() throws ExecutionException, InterruptedException {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var calls = new AtomicInteger();
    var backend =
        new BulkheadBackend(
            (_, _, patience, _) -> {
              if (calls.getAndIncrement() == 0) {
                inside.countDown();
                return await(leave) ? DONE : new CallOutcome.Cancelled();
              }
              return new CallOutcome.DeadlinePassed(patience.silence());
            },
            1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> call(backend, Duration.ofSeconds(10)));
      assertThat(await(inside)).isTrue();
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(leave::countDown);

      var second = call(backend, Duration.ofSeconds(10));

      assertThat(first.get()).isEqualTo(DONE);
      assertThat(((CallOutcome.DeadlinePassed) second).waited())
          .isBetween(Duration.ofSeconds(1), Duration.ofMillis(9_990));
    }
  }

  @Test
  void callFails_itsPlaceIsFree() {
    var calls = new AtomicInteger();
    var backend =
        new BulkheadBackend(
            (_, _, _, _) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("bug");
              }
              return DONE;
            },
            1);

    assertThatThrownBy(() -> call(backend, Duration.ofSeconds(1))).hasMessage("bug");
    assertThat(call(backend, Duration.ofMillis(1))).isEqualTo(DONE);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
