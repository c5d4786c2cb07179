package dev.dowser.server.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class WaitingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  private Waiting waiting(boolean redraws) {
    var screen = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false, redraws);
    return new Waiting(screen, Duration.ofSeconds(10), Duration.ofNanos(1), this::later);
  }

  /** Each look at the clock takes two seconds. */
  private Instant later() {
    now = now.plusSeconds(2);
    return now;
  }

  @Test
  void nothingMissing_endsAtOnce() throws InterruptedException {
    assertThat(waiting(true).until(List::of)).isTrue();
    assertThat(out.size()).isZero();
  }

  @Test
  void missingOnesAreDrawn_untilTheyAreThere() throws InterruptedException {
    Queue<List<String>> looks =
        new ArrayDeque<>(List.of(List.of("a", "b", "c", "d", "e", "f"), List.of("b"), List.of()));

    assertThat(waiting(true).until(looks::remove)).isTrue();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\rwaiting for a, b, c, d and 2 more, 2 s\u001b[K\rwaiting for b, 4 s\u001b[K\r\u001b[K");
  }

  @Test
  void missingForTooLong_endsAndShowsNothingWhereLinesStay() throws InterruptedException {
    assertThat(waiting(false).until(() -> List.of("a"))).isFalse();
    assertThat(out.size()).isZero();
  }
}
