package dev.dowser.server.app.shell;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A wait for several things with an end. A screen shows what is still missing; where lines cannot
 * be taken back, nothing is shown. One thread.
 *
 * @param screen where it is drawn; not standard output
 * @param longest end of patience
 * @param pause between two looks
 */
public record Waiting(Terminal screen, Duration longest, Duration pause, InstantSource clock) {
  private static final Duration SILENT = Duration.ofSeconds(1);
  private static final int MOST_NAMES = 4;

  /**
   * Looks until nothing is missing.
   *
   * @param missing what is waited for at this moment, by name
   * @return false if something was still missing at the end of patience
   */
  public boolean until(Supplier<List<String>> missing) throws InterruptedException {
    var began = clock.instant();
    var never = new CountDownLatch(1);
    try {
      for (var left = missing.get(); !left.isEmpty(); left = missing.get()) {
        var passed = Duration.between(began, clock.instant());
        if (passed.compareTo(longest) >= 0) {
          return false;
        }
        show(left, passed);
        var _ = never.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      screen.clearDrawn();
    }
  }

  private void show(List<String> left, Duration passed) {
    if (screen.redraws() && passed.compareTo(SILENT) >= 0) {
      var names = String.join(", ", left.subList(0, Math.min(left.size(), MOST_NAMES)));
      var more = left.size() > MOST_NAMES ? " and %d more".formatted(left.size() - MOST_NAMES) : "";
      screen.redraw("waiting for %s%s, %d s".formatted(names, more, passed.toSeconds()));
    }
  }
}
