package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogChange;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Re-indexing of virtual servers; one at a time, later callers get the same report. */
public final class OperatorReindex implements Reindex {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorReindex.class);
  private static final Duration LONGEST_APPLY = Duration.ofSeconds(30);
  private static final Duration LONGEST_JOIN = Duration.ofMinutes(5);
  private static final int MOST_NAMED = 20;

  private final List<Part> parts;
  private final Backends backends;
  private final Duration longestForVectors;
  private final LongSupplier ticker;
  private final AtomicReference<@Nullable FutureTask<Report>> running = new AtomicReference<>();

  /**
   * A virtual server, over parts that others start and close.
   *
   * @param name tells it from the others
   * @param catalog whose backends are asked
   * @param index of that catalog
   */
  public record Part(String name, LiveCatalog catalog, CatalogIndex index) {}

  /**
   * Re-indexing of these virtual servers.
   *
   * @param backends all backends
   * @param longestForVectors how long the report waits for vectors; they go on in the background
   */
  public OperatorReindex(List<Part> parts, Backends backends, Duration longestForVectors) {
    this(parts, backends, longestForVectors, System::nanoTime);
  }

  OperatorReindex(
      List<Part> parts, Backends backends, Duration longestForVectors, LongSupplier ticker) {
    this.parts = List.copyOf(parts);
    this.backends = backends;
    this.longestForVectors = longestForVectors;
    this.ticker = ticker;
  }

  @Override
  public Report run(Wish wish) {
    var concerned =
        parts.stream()
            .filter(part -> wish.virtualServer().map(part.name()::equals).orElse(true))
            .toList();
    var order =
        concerned.stream().flatMap(part -> part.catalog().backends().stream()).distinct().toList();
    wish.backend().ifPresent(backend -> refuseUnknown(backend, order));
    var which = wish.backend().map(List::of).orElse(order);
    var mine = new FutureTask<>(() -> reindex(concerned, which, wish.full()));
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

  private static void refuseUnknown(BackendId backend, List<BackendId> order) {
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

  private Report reindex(List<Part> concerned, List<BackendId> which, boolean full)
      throws InterruptedException {
    long began = ticker.getAsLong();
    var before = concerned.stream().map(part -> part.catalog().catalog()).toList();
    long embeddedBefore = embedded(concerned);
    var failed = rediscover(which);
    boolean complete = follow(concerned, full);
    var changes = new ArrayList<CatalogChange>();
    var byBackend = new ChangesByBackend(which);
    for (int i = 0; i < concerned.size(); i++) {
      var after = concerned.get(i).catalog().catalog();
      changes.add(CatalogChange.between(before.get(i), after));
      byBackend.add(changes.get(i), before.get(i), after);
    }
    var report =
        new Report(
            sum(changes, change -> change.added().size()),
            sum(changes, change -> change.changed().size()),
            sum(changes, change -> change.removed().size()),
            embedded(concerned) - embeddedBefore,
            failed,
            TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - began),
            byBackend.all());
    LOG.info("reindexed: full={} allVectors={} tookMs={}", full, complete, report.tookMs());
    return report;
  }

  /** Brings the indexes up to date; false if vectors are still missing. */
  private boolean follow(List<Part> concerned, boolean full) throws InterruptedException {
    for (var part : concerned) {
      part.catalog().awaitApplied(LONGEST_APPLY);
      if (full) {
        part.index().rebuild();
      }
    }
    boolean complete = true;
    for (var part : concerned) {
      complete &= part.index().awaitVectors(longestForVectors);
    }
    return complete;
  }

  private static int sum(List<CatalogChange> changes, ToIntFunction<CatalogChange> count) {
    return changes.stream().mapToInt(count).sum();
  }

  private static long embedded(List<Part> concerned) {
    return concerned.stream().mapToLong(part -> part.index().status().embedded()).sum();
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
