package dev.dowser.server.app.bench;

import dev.dowser.indexer.evaluation.BenchProgress;
import dev.dowser.server.app.shell.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Progress of a bench on standard error: on a terminal one line that is written over, elsewhere a
 * line now and then, so that a log stays readable.
 */
final class BenchSteps implements BenchProgress {
  private static final Duration LIVE_PAUSE = Duration.ofMillis(200);
  private static final Duration LOG_PAUSE = Duration.ofSeconds(30);
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean live;
  private final InstantSource clock;
  private String step = "";
  private Instant begun = Instant.EPOCH;
  private Instant shown = Instant.EPOCH;
  private boolean open;

  /**
   * Shows progress.
   *
   * @param live whether a terminal shows it
   */
  BenchSteps(PrintStream out, boolean live, InstantSource clock) {
    this.out = out;
    this.live = live;
    this.clock = clock;
  }

  /** On standard error of this process. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22+: the console exists even without a terminal
  static BenchSteps standard() {
    var console = System.console();
    boolean live =
        console != null && console.isTerminal() && Terminal.wantsColours(System.getenv());
    return new BenchSteps(System.err, live, InstantSource.system());
  }

  @Override
  public void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  @Override
  public void advance(String what, int done, int total) {
    var now = clock.instant();
    if (!what.equals(step)) {
      step = what;
      begun = now;
      shown = now;
      return;
    }
    if (done >= total) {
      clear();
      return;
    }
    var pause = live ? LIVE_PAUSE : LOG_PAUSE;
    if (Duration.between(shown, now).compareTo(pause) >= 0) {
      shown = now;
      show("%s %,d of %,d%s".formatted(what, done, total, left(now, done, total)));
    }
  }

  private String left(Instant now, int done, int total) {
    if (done == 0) {
      return "";
    }
    var left = Duration.between(begun, now).multipliedBy(total - done).dividedBy(done);
    return left.toMinutes() == 0
        ? ", %d s left".formatted(left.toSeconds() + 1)
        : ", %d min %02d s left".formatted(left.toMinutes(), left.toSecondsPart());
  }

  private void show(String text) {
    if (live) {
      out.print(CLEAR + text);
      open = true;
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Takes a half-written line away. */
  void clear() {
    if (open) {
      out.print(CLEAR);
      out.flush();
      open = false;
    }
  }
}
