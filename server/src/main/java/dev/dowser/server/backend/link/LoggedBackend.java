package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Notes how long each call took and how it ended; at debug, and never what it carried. */
final class LoggedBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedBackend.class);

  private final Backend next;

  LoggedBackend(Backend next) {
    this.next = next;
  }

  @Override
  public BackendId id() {
    return next.id();
  }

  @Override
  public Duration silence() {
    return next.silence();
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Caller caller) {
    if (!LOG.isDebugEnabled()) {
      return next.call(method, params, caller);
    }
    var began = System.nanoTime();
    var outcome = next.call(method, params, caller);
    var tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    LOG.debug(
        "backend={} method={} outcome={} tookMs={}",
        id(),
        method,
        outcome.getClass().getSimpleName(),
        tookMs);
    return outcome;
  }
}
