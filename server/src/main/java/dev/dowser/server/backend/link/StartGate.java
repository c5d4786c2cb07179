package dev.dowser.server.backend.link;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Spreads work of many backends over time: only so many begin at once. A place is taken back after
 * 10 seconds even if its work goes on, so that backends that hang delay others only a little.
 */
final class StartGate {
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** A place; given back once, by its holder or by time. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  private final Background background;
  private final Semaphore places;

  StartGate(Background background, int places) {
    this.background = background;
    this.places = new Semaphore(places, true);
  }

  Place enter() throws InterruptedException {
    if (!places.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new GatewayException(
          ErrorCode.BACKEND_UNREACHABLE,
          "no place to start within " + LONGEST_WAIT.toMinutes() + " min");
    }
    var held = new AtomicBoolean(true);
    var alarm = background.after(HOLD, () -> giveBack(held));
    return () -> {
      alarm.cancel();
      giveBack(held);
    };
  }

  private void giveBack(AtomicBoolean held) {
    if (held.compareAndSet(true, false)) {
      places.release();
    }
  }
}
