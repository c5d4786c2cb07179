package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.snapshot.SnapshotStore;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The present catalog of one virtual server. It hears what becomes of the backends; one thread of
 * its own joins that into the next catalog, shows it, brings the index to it and tells listeners,
 * in this order: routes are there before a tool can be found. Thread-safe.
 */
public final class LiveCatalog implements BackendListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCatalog.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** How often an index that could not be written is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final CatalogAssembler assembler;
  private final CatalogIndex index;
  private final SnapshotStore store;
  private final Set<BackendId> members;
  private final CatalogEvents events;
  private final Duration retry;
  private final Thread writer;
  private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
  private final IndexHealth health;
  private final CountDownLatch known = new CountDownLatch(1);
  private volatile Catalog present = Catalog.empty();

  /** Backends whose answer of this run the catalog holds. */
  private final Set<BackendId> shown = ConcurrentHashMap.newKeySet();

  // Only start() and then the writer touch these.
  private final Map<BackendId, BackendSnapshot> snapshots = new HashMap<>();
  private final Set<BackendId> heard = new HashSet<>();

  /**
   * A catalog without content; close it before the index.
   *
   * @param assembler names, hides and orders; backends it does not know are none of ours
   * @param index follows the catalog
   * @param store has the last known answers
   */
  public LiveCatalog(CatalogAssembler assembler, CatalogIndex index, SnapshotStore store) {
    this(assembler, index, store, PAUSE);
  }

  LiveCatalog(CatalogAssembler assembler, CatalogIndex index, SnapshotStore store, Duration pause) {
    this(assembler, index, store, pause, RETRY);
  }

  LiveCatalog(
      CatalogAssembler assembler,
      CatalogIndex index,
      SnapshotStore store,
      Duration pause,
      Duration retry) {
    this.assembler = assembler;
    this.index = index;
    this.store = store;
    this.members = Set.copyOf(assembler.backends());
    this.events = new CatalogEvents(pause);
    this.retry = retry;
    this.health = new IndexHealth(index);
    // A platform thread: bringing an index up to date computes for long without yielding.
    this.writer = Thread.ofPlatform().daemon().name("dowser-catalog").unstarted(this::write);
  }

  /**
   * Loads the last known answers and shows them as stale; the index follows shortly. Called once,
   * before any backend starts.
   */
  public void start() {
    for (var snapshot : store.load(members)) {
      snapshots.put(snapshot.backend(), snapshot);
    }
    if (!snapshots.isEmpty()) {
      present = next();
    }
    writer.start();
  }

  /** The present catalog. */
  public Catalog catalog() {
    return present;
  }

  /** Whether the catalog and the index have what this backend answered since it was last lost. */
  boolean shows(BackendId backend) {
    return shown.contains(backend);
  }

  /** The virtual server's backends in configuration order. */
  public List<BackendId> backends() {
    return assembler.backends();
  }

  /** Adds a listener that hears of every new catalog, on the thread that made it. */
  public void onChange(Consumer<Catalog> listener) {
    listeners.add(listener);
  }

  /** Whether the index takes catalogs. */
  public IndexHealth indexHealth() {
    return health;
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {
    if (members.contains(snapshot.backend())) {
      events.add(snapshot.backend(), Optional.of(snapshot));
      store.save(snapshot);
    }
  }

  @Override
  public void lost(BackendId backend) {
    if (members.contains(backend)) {
      shown.remove(backend);
      events.add(backend, Optional.empty());
    }
  }

  /**
   * Waits until everything heard so far is in the catalog and in the index.
   *
   * @throws GatewayException {@code INTERNAL} if that was not so in time or the index refused
   */
  public void awaitApplied(Duration longest) throws InterruptedException {
    if (!events.awaitFinished(longest)) {
      throw new GatewayException(
          ErrorCode.INTERNAL, "the catalog must be up to date within " + longest + ", it is not");
    }
    health.refuseBehind();
  }

  private void write() {
    try {
      showKnown();
      var batch = events.take(retry);
      while (batch.isPresent()) {
        write(batch.get());
        batch = events.take(retry);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void showKnown() {
    try {
      if (present.version() > 0) {
        show(present);
      }
    } finally {
      known.countDown();
    }
  }

  /**
   * Waits until the last known answers can be found, which takes moments after the start.
   *
   * @return false if that was not so in time
   */
  boolean awaitKnown(Duration longest) {
    try {
      return known.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void write(CatalogEvents.Batch batch) {
    try {
      boolean changed = take(batch);
      if (hears(batch) || changed) {
        var next = next();
        if (changed || showsOtherThan(present, next)) {
          show(next);
        }
      } else if (health.fault().isPresent()) {
        bringIndexTo(present);
      }
      batch.latest().forEach(this::noteShown);
      health.tell();
    } catch (RuntimeException | Error e) {
      LOG.error("catalog not made: version={} stays", present.version(), e);
    } finally {
      events.finish(batch);
    }
  }

  private void noteShown(BackendId backend, Optional<BackendSnapshot> latest) {
    if (latest.isPresent()) {
      shown.add(backend);
    } else {
      shown.remove(backend);
    }
  }

  /** Names that were waited for may be there now. */
  private static boolean showsOtherThan(Catalog earlier, Catalog later) {
    return !later.exposed().equals(earlier.exposed())
        || !later.material().prompts().equals(earlier.material().prompts());
  }

  private Catalog next() {
    return assembler.assemble(present.version() + 1, snapshots, heard);
  }

  /** Whether a backend answered or failed for the first time. */
  private boolean hears(CatalogEvents.Batch batch) {
    return heard.addAll(batch.latest().keySet());
  }

  /** Whether the batch has anything new. */
  private boolean take(CatalogEvents.Batch batch) {
    boolean changed = false;
    for (var event : batch.latest().entrySet()) {
      var before = Optional.ofNullable(snapshots.get(event.getKey()));
      if (!before.equals(event.getValue())) {
        changed = true;
        event
            .getValue()
            .ifPresentOrElse(
                snapshot -> snapshots.put(event.getKey(), snapshot),
                () -> snapshots.remove(event.getKey()));
      }
    }
    return changed;
  }

  private void show(Catalog catalog) {
    FaultLog.tellNew(present, catalog);
    present = catalog;
    bringIndexTo(catalog);
    LOG.debug("catalog: version={} tools={}", catalog.version(), catalog.exposed().size());
    for (var listener : listeners) {
      tell(listener, catalog);
    }
  }

  private void bringIndexTo(Catalog catalog) {
    try {
      var update = index.apply(catalog);
      health.follows();
      LOG.debug("index: version={} update={}", catalog.version(), update);
    } catch (RuntimeException e) {
      var level = health.refused(e) ? Level.ERROR : Level.DEBUG;
      LOG.atLevel(level)
          .setCause(e)
          .log("index stays behind the catalog: version={}", catalog.version());
    }
  }

  private static void tell(Consumer<Catalog> listener, Catalog catalog) {
    try {
      listener.accept(catalog);
    } catch (RuntimeException e) {
      LOG.error("a listener failed; the others go on: version={}", catalog.version(), e);
    }
  }

  /** Ends the writer; the catalog stays as it is. */
  @Override
  public void close() {
    events.close();
    if (writer.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!writer.join(CLOSING)) {
        LOG.warn("a catalog is still being written after {}", CLOSING);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
