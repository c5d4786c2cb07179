package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogChange;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Re-indexing of one virtual server; one at a time, later callers get the same report. */
public final class OperatorReindex implements Reindex {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorReindex.class);
  private static final Duration LONGEST_APPLY = Duration.ofSeconds(30);
  private static final Duration LONGEST_JOIN = Duration.ofMinutes(5);
  private static final int MOST_NAMED = 20;

  private final LiveCatalog catalog;
  private final List<BackendId> order;
  private final CatalogIndex index;
  private final Backends backends;
  private final Duration longestForVectors;
  private final LongSupplier ticker;
  private final AtomicReference<@Nullable FutureTask<Report>> running = new AtomicReference<>();

  /**
   * Re-indexing over parts that others start and close.
   *
   * @param catalog of the virtual server, whose backends are asked
   * @param index of that catalog
   * @param backends all backends
   * @param longestForVectors how long the report waits for vectors; they go on in the background
   */
  public OperatorReindex(
      LiveCatalog catalog, CatalogIndex index, Backends backends, Duration longestForVectors) {
    this(catalog, index, backends, longestForVectors, System::nanoTime);
  }

  OperatorReindex(
      LiveCatalog catalog,
      CatalogIndex index,
      Backends backends,
      Duration longestForVectors,
      LongSupplier ticker) {
    this.catalog = catalog;
    this.order = catalog.backends();
    this.index = index;
    this.backends = backends;
    this.longestForVectors = longestForVectors;
    this.ticker = ticker;
  }

  @Override
  public Report run(Optional<BackendId> backend, boolean full) {
    backend.ifPresent(this::refuseUnknown);
    var which = backend.map(List::of).orElse(order);
    var mine = new FutureTask<>(() -> reindex(which, full));
    var earlier = running.compareAndExchange(null, mine);
    if (earlier != null) {
      return reportOf(earlier);
    }
    try {
      mine.run();
    } finally {
      running.set(null);
    }
    return reportOf(mine);
  }

  private void refuseUnknown(BackendId backend) {
    if (order.contains(backend)) {
      return;
    }
    var known = order.stream().map(BackendId::value).toList();
    var near = NearNames.of(backend.value(), known);
    var shown = near.isEmpty() ? known.stream().limit(MOST_NAMED).toList() : near;
    throw new GatewayException(
        ErrorCode.BAD_PARAMETERS,
        "backend must be the name of a backend, got "
            + Shown.quoted(backend.value())
            + (near.isEmpty() ? "; known: " : "; nearest: ")
            + String.join(", ", shown));
  }

  private Report reindex(List<BackendId> which, boolean full) throws InterruptedException {
    long began = ticker.getAsLong();
    var before = catalog.catalog();
    long embeddedBefore = index.status().embedded();
    var failed = rediscover(which);
    catalog.awaitApplied(LONGEST_APPLY);
    if (full) {
      index.rebuild();
    }
    boolean complete = index.awaitVectors(longestForVectors);
    var change = CatalogChange.between(before, catalog.catalog());
    var report =
        new Report(
            change.added().size(),
            change.changed().size(),
            change.removed().size(),
            index.status().embedded() - embeddedBefore,
            failed,
            TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - began));
    LOG.info("reindexed: full={} allVectors={} report={}", full, complete, report);
    return report;
  }

  /** The backends that failed, in configuration order. */
  private List<String> rediscover(List<BackendId> which) {
    if (which.isEmpty()) {
      return List.of(); // to Backends an empty set means all
    }
    var failures = backends.rediscover(Set.copyOf(which));
    failures.forEach((id, reason) -> LOG.warn("backend={} not discovered: {}", id, reason));
    return which.stream().filter(failures::containsKey).map(BackendId::value).toList();
  }

  private static Report reportOf(FutureTask<Report> task) {
    try {
      return task.get(LONGEST_JOIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      throw new GatewayException(
          ErrorCode.INTERNAL, "the reindex that runs must end within " + LONGEST_JOIN, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(ErrorCode.INTERNAL, "the reindex was interrupted", e);
    }
  }

  private static GatewayException failure(ExecutionException e) {
    return e.getCause() instanceof GatewayException fault
        ? new GatewayException(fault.code(), String.valueOf(fault.getMessage()), fault)
        : new GatewayException(ErrorCode.INTERNAL, "the reindex failed; the log says why", e);
  }
}
