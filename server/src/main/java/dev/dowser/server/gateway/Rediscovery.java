package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backends;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a backend anew, in the background, when its answer to a call says that we may know it badly;
 * each backend at most once in a while, because wrong arguments get the same answer. Thread-safe.
 */
final class Rediscovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rediscovery.class);
  private static final Duration SPACING = Duration.ofSeconds(30);

  private final Backends backends;
  private final LongSupplier ticker;
  private final Map<BackendId, Long> asked = new ConcurrentHashMap<>();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  Rediscovery(Backends backends, LongSupplier ticker) {
    this.backends = backends;
    this.ticker = ticker;
  }

  void suggest(BackendId backend) {
    if (!isDue(backend)) {
      return;
    }
    LOG.info("backend={} may have changed or hang, asking it anew", backend);
    try {
      background.execute(() -> discover(backend));
    } catch (RejectedExecutionException e) {
      LOG.debug("backend={} not asked anew: closed", backend, e);
    }
  }

  private boolean isDue(BackendId backend) {
    long now = ticker.getAsLong();
    var last = asked.get(backend);
    if (last != null && now - last < SPACING.toNanos()) {
      return false;
    }
    return last == null
        ? asked.putIfAbsent(backend, now) == null
        : asked.replace(backend, last, now);
  }

  private void discover(BackendId backend) {
    try {
      backends
          .rediscover(Set.of(backend))
          .forEach((id, reason) -> LOG.info("backend={} not discovered: {}", id, reason));
    } catch (RuntimeException e) {
      LOG.error("backend={} not asked anew", backend, e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
