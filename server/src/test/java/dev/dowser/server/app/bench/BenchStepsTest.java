package dev.dowser.server.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BenchStepsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private Instant now = Instant.EPOCH;

  @Test
  void log_getsALineNowAndThenWithAnEstimate() {
    var steps = new BenchSteps(out, false, () -> now);
    for (int done = 0; done <= 100; done++) {
      steps.advance("quality: tools embedded", done, 100);
      now = now.plusSeconds(1);
    }

    assertThat(shown().lines())
        .containsExactly(
            "quality: tools embedded 30 of 100, 1 min 10 s left",
            "quality: tools embedded 60 of 100, 41 s left",
            "quality: tools embedded 90 of 100, 11 s left");
  }

  @Test
  void terminal_seesOneLineWrittenOver() {
    var steps = new BenchSteps(out, true, () -> now);
    for (int done = 0; done <= 4; done++) {
      steps.advance("x", done, 4);
      now = now.plusSeconds(1);
    }
    steps.line("done");

    assertThat(shown())
        .isEqualTo(
            "\r\u001b[Kx 1 of 4, 4 s left\r\u001b[Kx 2 of 4, 3 s left\r\u001b[Kx 3 of 4, 2 s left"
                + "\r\u001b[Kdone\n");
  }

  @Test
  void nextStep_beginsItsOwnEstimate() {
    var steps = new BenchSteps(out, false, () -> now);
    steps.advance("first", 0, 10);
    now = now.plus(Duration.ofHours(1));
    steps.advance("second", 0, 10);
    now = now.plusSeconds(30);
    steps.advance("second", 5, 10);

    assertThat(shown().lines()).containsExactly("second 5 of 10, 31 s left");
  }

  @Test
  void nothingDoneYet_noEstimate() {
    var steps = new BenchSteps(out, false, () -> now);
    steps.advance("x", 0, 10);
    now = now.plusSeconds(60);
    steps.advance("x", 0, 10);

    assertThat(shown().lines()).containsExactly("x 0 of 10");
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
