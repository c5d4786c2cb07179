package dev.dowser.server.backend.link;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes the connections of one backend beside its mailbox and posts what came of it.
 * Knows every connection that is open, so that none is forgotten when the gateway stops.
 */
final class ConnectionSource {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSource.class);

  /** What comes of it; called by events. */
  interface Events {
    void connected(LiveConnection connection);

    void notConnected(Fault fault);

    void changed(ConnectionWatch watch);

    void renewed(ConnectionWatch watch);

    void ended(ConnectionWatch watch, String reason);

    /** A resource changed; called beside the events and from any thread. */
    void updated(String uri);
  }

  private final BackendPlan plan;
  private final Surroundings around;
  private final StartGate gate;
  private final Consumer<Runnable> mailbox;
  private final Events events;
  private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  ConnectionSource(
      BackendPlan plan,
      Surroundings around,
      StartGate gate,
      Consumer<Runnable> mailbox,
      Events events) {
    this.plan = plan;
    this.around = around;
    this.gate = gate;
    this.mailbox = mailbox;
    this.events = events;
  }

  /** Begins an attempt; exactly one of connected and notConnected follows. */
  void begin() {
    around.background().attempt(this::attempt);
  }

  /** Closes a connection in the background. */
  void release(LiveConnection connection) {
    around.background().run(() -> close(connection));
  }

  /** Closes all in the background, and at once what an attempt under way still opens. */
  void stop() {
    stopped = true;
    open.forEach(this::release);
  }

  private void attempt() {
    try (var _ = gate.enter()) {
      var connection = open();
      mailbox.accept(() -> events.connected(connection));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      fail(new Fault(ErrorCode.INTERNAL, "the attempt to connect was interrupted"));
    } catch (GatewayException e) {
      LOG.debug("backend={} could not be connected", plan.id(), e);
      fail(Fault.of(e));
    } catch (RuntimeException | Error e) {
      // even out of memory: an attempt without an end would be the last one
      LOG.error("backend={} could not be connected, unexpectedly", plan.id(), e);
      fail(new Fault(ErrorCode.INTERNAL, "the attempt to connect failed: " + e));
    }
  }

  private LiveConnection open() {
    var watch = new ConnectionWatch(new Posting());
    var connection = plan.connector().connect(plan.startTimeout(), watch);
    var opened = new LiveConnection(connection, watch, around.ticker().getAsLong());
    open.add(opened);
    if (stopped) {
      close(opened);
    }
    return opened;
  }

  /** Updates do not go into the mailbox, which a babbling backend would fill. */
  private final class Posting implements ConnectionWatch.Reaction {
    @Override
    public void changed(ConnectionWatch watch) {
      mailbox.accept(() -> events.changed(watch.taken()));
    }

    @Override
    public void renewed(ConnectionWatch watch) {
      mailbox.accept(() -> events.renewed(watch));
    }

    @Override
    public void updated(String uri) {
      events.updated(uri);
    }

    @Override
    public void ended(ConnectionWatch watch, String reason) {
      mailbox.accept(() -> events.ended(watch, reason));
    }
  }

  private void close(LiveConnection connection) {
    try {
      connection.close();
    } catch (RuntimeException e) {
      LOG.warn("backend={} its connection could not be closed", plan.id(), e);
    } finally {
      open.remove(connection);
    }
  }

  private void fail(Fault fault) {
    mailbox.accept(() -> events.notConnected(fault));
  }
}
