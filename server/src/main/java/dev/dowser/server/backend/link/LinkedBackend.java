package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * The innermost layer: takes the present connection, without a lock. Waits for the first connection
 * of this run, because a stale tool may have been found before it is there; later a backend without
 * a connection fails at once. A call that certainly did not run because its connection had just
 * ended is sent once more if the next connection comes within moments.
 */
final class LinkedBackend implements PatientBackend {
  private static final Duration MOMENTS = Duration.ofSeconds(2);

  private final BackendId id;
  private final StandingCell cell;
  private final LongSupplier ticker;

  LinkedBackend(BackendId id, StandingCell cell, LongSupplier ticker) {
    this.id = id;
    this.cell = cell;
    this.ticker = ticker;
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller) {
    var live = cell.get().live();
    return live.isPresent()
        ? callOn(live.get(), method, params, patience, caller)
        : callOnFirst(method, params, patience, caller);
  }

  private CallOutcome callOnFirst(
      String method, ObjectNode params, Patience patience, Caller caller) {
    var began = ticker.getAsLong();
    var standing = await(now -> !isFirstAttempt(now), patience.silence());
    var left = PatientBackend.less(patience, ticker.getAsLong() - began);
    return standing.live().isPresent() && left.silence().isPositive()
        ? callOn(standing.live().get(), method, params, left, caller)
        : unavailable(standing);
  }

  private CallOutcome callOn(
      LiveConnection live, String method, ObjectNode params, Patience patience, Caller caller) {
    if (live.hasEnded()) {
      return unavailable(cell.get());
    }
    var began = ticker.getAsLong();
    var outcome = live.call(method, params, patience, caller, ticker);
    if (!isSafeToRepeat(live, outcome)) {
      return outcome;
    }
    var next = next(live, patience.silence());
    var left = PatientBackend.less(patience, ticker.getAsLong() - began);
    return next.isPresent() && left.silence().isPositive()
        ? next.get().call(method, params, left, caller, ticker)
        : outcome;
  }

  private static boolean isSafeToRepeat(LiveConnection live, CallOutcome outcome) {
    return outcome instanceof CallOutcome.Unavailable(_, var mayHaveRun)
        && !mayHaveRun
        && live.hasEnded();
  }

  /** The connection after this one, if the very next attempt brings it. */
  private Optional<LiveConnection> next(LiveConnection ended, Duration silence) {
    var now = cell.get();
    var endIsKnown = now.live().filter(live -> live == ended).isEmpty();
    var attempts = endIsKnown ? now.attempts() : now.attempts() + 1;
    return await(
            later ->
                isOther(later, ended)
                    || later.attempts() > attempts
                    || later.state() == State.STOPPED,
            silence.compareTo(MOMENTS) < 0 ? silence : MOMENTS)
        .live()
        .filter(live -> live != ended && !live.hasEnded());
  }

  private static boolean isOther(Standing now, LiveConnection ended) {
    return now.live().isPresent() && now.live().get() != ended;
  }

  private static boolean isFirstAttempt(Standing now) {
    return now.state() == State.CONNECTING && now.live().isEmpty();
  }

  private Standing await(Predicate<Standing> wanted, Duration limit) {
    try {
      return cell.await(wanted, limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return cell.get();
    }
  }

  private CallOutcome unavailable(Standing standing) {
    return new CallOutcome.Unavailable(
        "backend '" + id + "' is not available: " + why(standing), false);
  }

  private static String why(Standing standing) {
    return switch (standing.state()) {
      case STOPPED -> "the gateway is stopping";
      case CONNECTING -> "it is still connecting";
      case READY -> "its connection has just ended";
      case DOWN, NEEDS_LOGIN ->
          standing.fault().map(Fault::forClients).orElse("it is not connected");
    };
  }
}
