package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the backend of one connection is asked for its tools: at first, after a change it announced,
 * every interval, and on demand; one at a time, and after announcements at most once a second.
 * Announcements are collected for 200 ms from the first, so a stream of them cannot put a discovery
 * off; one that comes during a discovery leads to exactly one more. Used only by events of the
 * link's mailbox.
 */
final class DiscoveryLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryLoop.class);
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration SPACING = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /** Hears how each discovery of the present connection ended; called by events. */
  interface Outcomes {
    void discovered(BackendSnapshot snapshot);

    void notDiscovered(Fault fault);

    /** It answers nothing at all: discoveries, calls and pings run into their deadlines. */
    void silent(Fault fault);
  }

  private final Discoverer discoverer;
  private final Surroundings around;
  private final StartGate gate;
  private final Consumer<Runnable> mailbox;
  private final Outcomes outcomes;
  private Background.Alarm alarm = Background.Alarm.NONE;
  private @Nullable LiveConnection live;
  private boolean running;
  private boolean again;
  private boolean announced;
  private long begun;

  /** When the first of the discoveries began that failed in a row; empty if the last succeeded. */
  private OptionalLong failing = OptionalLong.empty();

  DiscoveryLoop(
      Discoverer discoverer,
      Surroundings around,
      StartGate gate,
      Consumer<Runnable> mailbox,
      Outcomes outcomes) {
    this.discoverer = discoverer;
    this.around = around;
    this.gate = gate;
    this.mailbox = mailbox;
    this.outcomes = outcomes;
  }

  /** A new connection: discovers at once. */
  void attach(LiveConnection connection) {
    detach();
    live = connection;
    discover();
  }

  /** The connection is gone; what it still answers is dropped. */
  void detach() {
    alarm.cancel();
    live = null;
    running = false;
    again = false;
    announced = false;
    failing = OptionalLong.empty();
  }

  /** The backend announced a change. */
  void changed() {
    if (running) {
      again = true;
    } else if (!announced) {
      discoverSoon();
    }
  }

  /** Discovers now, or joins the discovery under way. */
  void discover() {
    var connection = live;
    if (running || connection == null) {
      return;
    }
    alarm.cancel();
    running = true;
    announced = false;
    begun = around.ticker().getAsLong();
    var since = failing;
    around.background().attempt(() -> run(connection, since));
  }

  private void run(LiveConnection connection, OptionalLong failingSince) {
    try (var _ = gate.enter()) {
      var snapshot = discoverer.discover(connection.connection());
      mailbox.accept(() -> ended(connection, () -> outcomes.discovered(snapshot), true));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      fail(connection, new Fault(ErrorCode.INTERNAL, "the discovery was interrupted"));
    } catch (GatewayException e) {
      LOG.debug("backend={} discovery failed", discoverer.backend().id(), e);
      judge(connection, Fault.of(e), failingSince);
    } catch (RuntimeException | Error e) {
      // even out of memory: a discovery without an end would be the last one
      LOG.error("backend={} discovery failed unexpectedly", discoverer.backend().id(), e);
      fail(connection, new Fault(ErrorCode.INTERNAL, "the discovery failed: " + e));
    }
  }

  /** A backend that hangs keeps its link; if nothing comes from it any more, we have to end it. */
  private void judge(LiveConnection connection, Fault fault, OptionalLong failingSince) {
    if (failingSince.isPresent()
        && discoverer.isDeaf(connection.connection())
        && connection.isSilentSince(failingSince.getAsLong())) {
      mailbox.accept(() -> ended(connection, () -> outcomes.silent(fault), false));
    } else {
      fail(connection, fault);
    }
  }

  private void fail(LiveConnection connection, Fault fault) {
    mailbox.accept(() -> ended(connection, () -> outcomes.notDiscovered(fault), false));
  }

  private void ended(LiveConnection connection, Runnable outcome, boolean succeeded) {
    if (connection != live) {
      return;
    }
    running = false;
    failing = succeeded ? OptionalLong.empty() : OptionalLong.of(failing.orElse(begun));
    if (again) {
      again = false;
      discoverSoon();
    } else {
      var interval = discoverer.plan().interval();
      discoverAfter(around.pauses().around(succeeded ? interval : sooner(interval)));
    }
    outcome.run();
  }

  private void discoverSoon() {
    announced = true;
    var sinceLast = Duration.ofNanos(around.ticker().getAsLong() - begun);
    var spacing = SPACING.minus(sinceLast);
    discoverAfter(spacing.compareTo(QUIET) > 0 ? spacing : QUIET);
  }

  private void discoverAfter(Duration delay) {
    alarm.cancel();
    var connection = live;
    alarm = around.background().after(delay, () -> mailbox.accept(() -> due(connection)));
  }

  private void due(@Nullable LiveConnection connection) {
    if (connection == live) {
      discover();
    }
  }

  private static Duration sooner(Duration interval) {
    return interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
  }
}
