package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DeadlineBackendTest {

  @Test
  void shortSilence_callsWithProgressGetFiveMinutes() {
    assertThat(patienceOf(Duration.ofSeconds(2)))
        .isEqualTo(new Patience(Duration.ofSeconds(2), Duration.ofMinutes(5)));
  }

  @Test
  void longSilence_callsWithProgressGetTenTimesIt() {
    assertThat(patienceOf(Duration.ofMinutes(2)))
        .isEqualTo(new Patience(Duration.ofMinutes(2), Duration.ofMinutes(20)));
  }

  private static Patience patienceOf(Duration silence) {
    var seen = new AtomicReference<>(new Patience(Duration.ZERO, Duration.ZERO));
    PatientBackend inner =
        (_, _, patience, _) -> {
          seen.set(patience);
          return new CallOutcome.Cancelled();
        };

    var outcome =
        new DeadlineBackend(new BackendId("one"), inner, silence)
            .call("tools/call", Json.object(), Caller.NONE);

    assertThat(outcome).isInstanceOf(CallOutcome.Cancelled.class);
    return seen.get();
  }
}
