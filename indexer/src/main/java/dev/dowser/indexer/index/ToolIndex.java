package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.search.Evidence;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.Ranker;
import dev.dowser.indexer.search.RankingParameters;
import dev.dowser.indexer.search.SearchSnapshot;
import dev.dowser.indexer.search.TextAnalysis;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.indexer.search.ToolSearch;
import dev.dowser.models.embedding.EmbedderSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The index of one virtual server. It follows the server's catalog: {@link #apply} makes a new one
 * searchable by words before it returns; vectors follow on the index's own thread. Thread-safe:
 * searches borrow an immutable view and never wait for writers.
 *
 * <p>A tool that leaves the catalog is only hidden, so a backend that comes and goes costs nothing;
 * its document is removed after 30 days or by {@link #rebuild}.
 */
public final class ToolIndex implements ToolSearch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToolIndex.class);
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final Duration UPKEEP = Duration.ofHours(12);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final ReentrantLock writing = new ReentrantLock();
  private final TextAnalysis analysis = new TextAnalysis();
  private final ViewBuilder views = new ViewBuilder();
  private final WrittenDocuments documents;
  private final Ranker ranker;
  private final VectorCache cache;
  private final VectorFiller vectors;
  private final ScheduledThreadPoolExecutor thread;
  private final Runnable touch = this::touch;
  private volatile IndexView view;
  private boolean commitScheduled;
  private volatile boolean closed;

  ToolIndex(
      Supplier<DocumentStore> opening,
      VectorCache cache,
      EmbedderSource embedder,
      Options options) {
    this.documents = new WrittenDocuments(opening, views, analysis, new Upkeep(options.clock()));
    this.cache = cache;
    this.ranker = new Ranker(analysis, options.ranking());
    this.thread = oneThread();
    try {
      this.view = views.build(Catalog.empty(), Map.of(), documents.read());
    } catch (IOException failed) {
      throw new IndexException("cannot read the index", failed);
    }
    this.vectors = new VectorFiller(cache, embedder, thread, () -> view.entries().values());
    cache.join(touch);
    embedder.whenSettled(_ -> vectors.wake());
    var _ =
        thread.scheduleWithFixedDelay(
            touch, UPKEEP.toMillis(), UPKEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ended by {@link #close} without an interrupt, which would close files that are written to. */
  private static ScheduledThreadPoolExecutor oneThread() {
    var thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("dowser-index").factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return thread;
  }

  /**
   * What can be chosen.
   *
   * @param ranking numbers of the ranking
   * @param clock decides when hidden documents are old
   */
  public record Options(RankingParameters ranking, InstantSource clock) {
    /** What is used. */
    public static final Options DEFAULT =
        new Options(RankingParameters.DEFAULT, InstantSource.system());
  }

  /**
   * Opens the index in a folder, which is created if need be; one that cannot be read is set aside
   * with a warning.
   *
   * @param folder belongs to this index alone
   * @param cache shared by all indexes
   * @param embedder may become ready at any time
   * @throws IndexException if another process has it open or the disk refuses
   */
  public static ToolIndex open(Path folder, VectorCache cache, EmbedderSource embedder) {
    return open(folder, cache, embedder, Options.DEFAULT);
  }

  /** The same with options. */
  public static ToolIndex open(
      Path folder, VectorCache cache, EmbedderSource embedder, Options options) {
    return new ToolIndex(() -> DocumentStore.open(folder), cache, embedder, options);
  }

  /** An index that lives as long as the process. */
  public static ToolIndex inMemory(VectorCache cache, EmbedderSource embedder, Options options) {
    return new ToolIndex(DocumentStore::inMemory, cache, embedder, options);
  }

  /**
   * Lets searches see a catalog. A catalog older than the present one changes nothing. After a
   * fault it writes what was lost anew, also of the same catalog.
   *
   * @return what changed against the one before
   * @throws IndexException if the index cannot be written; searches keep the catalog before
   */
  public IndexUpdate apply(Catalog catalog) {
    writing.lock();
    try {
      var before = view;
      if (catalog.version() < before.catalog().version()) {
        return new IndexUpdate(0, 0, 0);
      }
      documents.mend();
      var entries = entries(catalog, before.entries());
      boolean wrote = documents.write(entries);
      vectors.fillFromCache(entries.values());
      swap(catalog, entries);
      if (wrote
          || documents.fault().isPresent()
          || !entries.keySet().equals(before.entries().keySet())) {
        scheduleCommit();
      }
      vectors.wake();
      return Changes.between(before.entries(), entries);
    } catch (IOException | AlreadyClosedException failed) {
      throw documents.refused(failed);
    } finally {
      writing.unlock();
    }
  }

  private static Map<String, ToolEntry> entries(Catalog catalog, Map<String, ToolEntry> before) {
    var entries = LinkedHashMap.<String, ToolEntry>newLinkedHashMap(catalog.exposed().size());
    for (var exposed : catalog.exposed().values()) {
      String key = ToolText.key(exposed);
      var known = before.get(key);
      boolean same = known != null && known.describes(exposed);
      entries.put(key, same ? known : new ToolEntry(key, exposed));
    }
    return entries;
  }

  private void swap(Catalog catalog, Map<String, ToolEntry> entries) throws IOException {
    var before = view;
    var changed = documents.newer(before.reader());
    if (changed == null && !before.borrow()) {
      throw new IndexException("the index is closed");
    }
    view = views.build(catalog, entries, changed == null ? before.reader() : changed);
    before.giveBack();
  }

  private void scheduleCommit() {
    if (!commitScheduled && !thread.isShutdown()) {
      commitScheduled = true;
      var _ = thread.schedule(this::settle, SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void settle() {
    writing.lock();
    try {
      commitScheduled = false;
      if (!closed) {
        settleNow();
      }
    } catch (IOException | RuntimeException failed) {
      var level = documents.fault().isEmpty() ? Level.ERROR : Level.DEBUG;
      LOG.atLevel(level)
          .setCause(documents.refused(failed))
          .log("not committed; tried again later");
    } finally {
      writing.unlock();
    }
  }

  private void settleNow() throws IOException {
    documents.settle(view.reader(), view.entries().keySet());
  }

  /** Ranks; a search without any tool to find gives no hits. */
  @Override
  public RankedTools search(ToolQuery query) {
    return withSnapshot(snapshot -> ranker.rank(snapshot, query, vectors::queries));
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return withSnapshot(snapshot -> ranker.explain(snapshot, query, vectors::queries));
  }

  /** Reads a snapshot of the index. */
  private interface Reading<T> {
    T read(SearchSnapshot snapshot) throws IOException;
  }

  private <T> T withSnapshot(Reading<T> reading) {
    var borrowed = borrow();
    try {
      return reading.read(borrowed.snapshot());
    } catch (IOException failed) {
      throw new IndexException("cannot read the index", failed);
    } finally {
      borrowed.giveBack();
    }
  }

  /** What a search for a need would fuse; see {@link Ranker#evidence}. */
  public Evidence evidence(String need, int depth) {
    return withSnapshot(snapshot -> ranker.evidence(snapshot, need, depth, vectors::queries));
  }

  private IndexView borrow() {
    var present = view;
    while (!present.borrow()) {
      if (closed) {
        throw new IndexException("the index is closed");
      }
      present = view;
    }
    return present;
  }

  /** State for operators. */
  public IndexStatus status() {
    var present = view;
    return new IndexStatus(
        present.entries().size(),
        vectors.pending(present.entries().values()),
        vectors.space(),
        vectors.embedded(),
        present.catalog().version(),
        vectors.model(),
        documents.fault());
  }

  /**
   * Builds the documents anew from the present catalog and drops documents and vectors that nothing
   * uses; without a model nobody can tell which vectors those are, so all are kept. Searches see
   * the old state until it is done.
   */
  public void rebuild() {
    writing.lock();
    try {
      var present = view;
      documents.mend();
      documents.clear();
      documents.write(present.entries());
      swap(present.catalog(), present.entries());
      documents.commit();
    } catch (IOException | AlreadyClosedException failed) {
      throw documents.refused(failed);
    } finally {
      writing.unlock();
    }
    if (!vectors.space().isEmpty()) {
      cache.purge();
    }
    vectors.wake();
  }

  /**
   * Waits until each tool has its vector.
   *
   * @return false if that was not so in time or there is no embedder to wait for
   */
  public boolean awaitVectors(Duration longest) throws InterruptedException {
    return vectors.await(longest);
  }

  private void touch() {
    vectors.touch(view.entries().values());
  }

  /** Commits and frees everything but cache and embedder. Searches that run are finished. */
  @Override
  public void close() {
    cache.leave(touch);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("an embedding is still running after {}", CLOSING);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    writing.lock();
    try {
      if (!closed) {
        closed = true;
        end();
      }
    } catch (IOException | AlreadyClosedException failed) {
      throw documents.refused(failed);
    } finally {
      writing.unlock();
    }
  }

  private void end() throws IOException {
    try (documents) {
      try {
        settleNow();
      } finally {
        view.giveBack();
      }
    }
  }
}
