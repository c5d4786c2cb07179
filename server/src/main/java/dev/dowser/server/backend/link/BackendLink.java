package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.fault.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one backend: connect, discover, notice the end, try again. A state machine: what can
 * happen to it are events, which run one at a time in its mailbox and do no I/O, save that
 * listeners hear of them there. Connecting, discovering and closing run beside it and post what
 * came of them. Other threads only read {@link #standing()}.
 */
final class BackendLink implements ConnectionSource.Events, DiscoveryLoop.Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(BackendLink.class);

  /** A connection that lived this long was good: the next pauses begin small again. */
  private static final Duration STABLE = Duration.ofSeconds(60);

  private final BackendPlan plan;
  private final Surroundings around;
  private final Announcer announcer;
  private final Mailbox mailbox;
  private final StandingCell cell;
  private final ConnectionSource source;
  private final DiscoveryLoop discovery;
  private volatile boolean stopped;

  // Only events touch these.
  private final List<CompletableFuture<Optional<String>>> waiting = new ArrayList<>();
  private Background.Alarm retry = Background.Alarm.NONE;
  private @Nullable LiveConnection live;
  private boolean attempting;
  private boolean lossTold;
  private int failures;

  BackendLink(
      BackendPlan plan,
      DiscoveryPlan discoveryPlan,
      Gates gates,
      Announcer announcer,
      Surroundings around) {
    this.plan = plan;
    this.around = around;
    this.announcer = announcer;
    mailbox = new Mailbox(around.background());
    cell = new StandingCell(Standing.connecting(around.clock().instant()));
    source = new ConnectionSource(plan, around, gates.startOf(plan), mailbox::post, this);
    var discoverer = new Discoverer(plan, discoveryPlan, around.ticker());
    discovery = new DiscoveryLoop(discoverer, around, gates.discovery(), mailbox::post, this);
  }

  BackendPlan plan() {
    return plan;
  }

  StandingCell standing() {
    return cell;
  }

  BackendStatus status() {
    return cell.get().status(plan);
  }

  void start() {
    mailbox.post(this::connect);
  }

  /** Discovers, after connecting if need be; the future has the reason if that failed. */
  CompletableFuture<Optional<String>> rediscover() {
    var answer = new CompletableFuture<Optional<String>>();
    mailbox.post(() -> rediscover(answer));
    return answer;
  }

  /** Ends everything at once, except that connections are closed in the background. */
  void stop() {
    stopped = true;
    cell.set(cell.get().stopped(around.clock().instant()));
    source.stop();
    mailbox.post(this::stopNow);
  }

  private void rediscover(CompletableFuture<Optional<String>> answer) {
    waiting.add(answer);
    if (stopped) {
      answerAll(Optional.of("the gateway is stopping"));
    } else if (live == null) {
      connect();
    } else {
      discovery.discover();
    }
  }

  private void connect() {
    retry.cancel();
    if (!attempting && live == null && !stopped) {
      attempting = true;
      source.begin();
    }
  }

  @Override
  public void connected(LiveConnection connection) {
    attempting = false;
    var end = connection.watch().end();
    if (stopped) {
      source.release(connection);
    } else if (end.isPresent()) {
      source.release(connection);
      goDown(new Fault(ErrorCode.BACKEND_UNREACHABLE, end.get()));
    } else {
      live = connection;
      stand(cell.get().connected(connection));
      announcer.connected(plan.id());
      discovery.attach(connection);
    }
  }

  @Override
  public void notConnected(Fault fault) {
    attempting = false;
    goDown(fault);
  }

  @Override
  public void changed(ConnectionWatch watch) {
    if (live != null && live.watch() == watch) {
      discovery.changed();
    }
  }

  @Override
  public void renewed(ConnectionWatch watch) {
    if (live != null && live.watch() == watch) {
      announcer.connected(plan.id());
      discovery.changed();
    }
  }

  @Override
  public void updated(String uri) {
    announcer.resourceUpdated(plan.id(), uri);
  }

  @Override
  public void ended(ConnectionWatch watch, String reason) {
    var connection = live;
    if (connection != null && connection.watch() == watch) {
      drop(connection, new Fault(ErrorCode.BACKEND_UNREACHABLE, reason));
    }
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {
    if (stopped) {
      return;
    }
    var before = cell.get();
    lossTold = false;
    // Before it is ready, so that whoever sees it ready can know whether it is shown.
    announcer.discovered(snapshot);
    stand(before.ready(snapshot, around.clock().instant()));
    tellProgress(before);
    answerAll(Optional.empty());
  }

  @Override
  public void notDiscovered(Fault fault) {
    var connection = live;
    if (connection == null || stopped) {
      return;
    }
    if (cell.get().state() == State.READY) {
      LOG.warn("backend={} discovery failed, its last tools stay: {}", plan.id(), fault.text());
      stand(cell.get().troubled(fault));
      answerAll(Optional.of(fault.text()));
    } else {
      drop(connection, fault);
    }
  }

  @Override
  public void silent(Fault fault) {
    var connection = live;
    if (connection != null && !stopped) {
      drop(
          connection,
          new Fault(
              ErrorCode.BACKEND_UNREACHABLE,
              "it answers nothing any more, not even a ping; " + fault.text()));
    }
  }

  private void drop(LiveConnection connection, Fault fault) {
    live = null;
    discovery.detach();
    source.release(connection);
    if (around.ticker().getAsLong() - connection.sinceNanos() >= STABLE.toNanos()) {
      failures = 0;
    }
    goDown(fault);
  }

  private void goDown(Fault fault) {
    if (stopped) {
      return;
    }
    failures++;
    var before = cell.get();
    stand(before.without(fault, around.clock().instant()));
    tellLoss(fault);
    tellProgress(before);
    answerAll(Optional.of(fault.text()));
    retryAfter(fault);
  }

  private void retryAfter(Fault fault) {
    retry.cancel();
    var delay =
        switch (fault.code()) {
          case BACKEND_NEEDS_LOGIN -> Optional.<Duration>empty();
          case BACKEND_NOT_STARTABLE -> Optional.of(around.pauses().untilInstalled());
          default -> Optional.of(around.pauses().afterFailure(failures));
        };
    retry =
        delay
            .map(pause -> around.background().after(pause, () -> mailbox.post(this::connect)))
            .orElse(Background.Alarm.NONE);
  }

  private void tellLoss(Fault fault) {
    if (lossTold) {
      LOG.debug(
          "backend={} is still down after {} failures: {}", plan.id(), failures, fault.text());
      return;
    }
    lossTold = true;
    LOG.warn("backend={} is down: {}", plan.id(), fault.text());
    announcer.lost(plan.id());
  }

  private void tellProgress(Standing before) {
    var now = cell.get();
    if (now.state() != before.state()
        || now.offer().counts().tools() != before.offer().counts().tools()) {
      LOG.info(
          "backend={} state={} tools={}", plan.id(), now.state(), now.offer().counts().tools());
      announcer.stateChanged(now.status(plan));
    }
  }

  private void answerAll(Optional<String> fault) {
    waiting.forEach(answer -> answer.complete(fault));
    waiting.clear();
  }

  private void stopNow() {
    retry.cancel();
    discovery.detach();
    live = null;
    cell.set(cell.get().stopped(around.clock().instant()));
    answerAll(Optional.of("the gateway is stopping"));
  }

  private void stand(Standing next) {
    if (!stopped) {
      cell.set(next);
    }
  }
}
