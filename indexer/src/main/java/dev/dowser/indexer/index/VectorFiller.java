package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.search.CodedVector;
import dev.dowser.indexer.search.QueryVector;
import dev.dowser.indexer.search.VectorHolder.ToolVectors;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the tools of the present catalog their vectors: from the cache at once, from the embedder
 * batch by batch on the index's own thread, what no other index embeds just then. Each batch looks
 * at the catalog anew, so the newest wins. A refusal is retried with growing pauses; a batch that
 * breaks the embedder is retried tool by tool, and a tool that breaks it alone is left to words
 * until its text changes. An embedder that is away is not asked: its source says when it is back.
 */
final class VectorFiller {
  private static final Logger LOG = LoggerFactory.getLogger(VectorFiller.class);
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_BUSY_PAUSE_MS = 2_000;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final long OTHERS_PAUSE_MS = 20;
  private static final int PATIENCE = 3;
  private static final int LONGEST_QUERY = 2_000;
  private static final long LONGEST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final VectorCache cache;
  private final EmbedderSource source;
  private final ScheduledExecutorService thread;
  private final Supplier<Collection<ToolEntry>> wanted;
  private final AtomicLong embedded = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Lock progress = new ReentrantLock();
  private final Condition advanced = progress.newCondition();
  private volatile @Nullable Expectation expectation;
  private int failures;

  VectorFiller(
      VectorCache cache,
      EmbedderSource source,
      ScheduledExecutorService thread,
      Supplier<Collection<ToolEntry>> wanted) {
    this.cache = cache;
    this.source = source;
    this.thread = thread;
    this.wanted = wanted;
  }

  /** Id of the space that vectors are in now, empty while there is no embedder. */
  String space() {
    return embedder().map(VectorFiller::space).orElse("");
  }

  /** Where the model stands. */
  EmbedderState model() {
    return source.state();
  }

  long embedded() {
    return embedded.get();
  }

  /** Tools without a vector; all of them while there is no embedder. */
  int pending(Collection<ToolEntry> entries) {
    String space = space();
    return (int) entries.stream().filter(entry -> !entry.vectors().has(space)).count();
  }

  /** Takes what the cache has; cheap enough for the caller's thread. */
  void fillFromCache(Collection<ToolEntry> entries) {
    String space = space();
    if (!space.isEmpty()) {
      entries.forEach(entry -> fill(entry, space));
    }
  }

  private boolean fill(ToolEntry entry, String space) {
    if (entry.vectors().has(space)) {
      return true;
    }
    var whole = cache.get(space, entry.whole());
    var head = cache.get(space, entry.head());
    if (whole.isPresent() && head.isPresent()) {
      entry.vectors().put(new ToolVectors(space, whole.get(), head.get()));
      return true;
    }
    return false;
  }

  /** Marks the vectors of these tools as used. */
  void touch(Collection<ToolEntry> entries) {
    String space = space();
    for (ToolEntry entry : entries) {
      var _ = cache.get(space, entry.whole());
      var _ = cache.get(space, entry.head());
    }
  }

  /** The vectors of needs, or nothing for each if the embedder cannot give them now. */
  List<Optional<QueryVector>> queries(List<String> needs) {
    try {
      return embedder()
          .map(embedder -> queries(embedder, needs))
          .orElseGet(() -> nothing(needs.size()));
    } catch (EmbeddingException refused) {
      LOG.debug("a query is ranked by words alone: {}", refused.getMessage());
      return nothing(needs.size());
    }
  }

  private static List<Optional<QueryVector>> nothing(int count) {
    return Collections.nCopies(count, Optional.empty());
  }

  private List<Optional<QueryVector>> queries(Embedder embedder, List<String> needs) {
    var texts = needs.stream().map(VectorFiller::cut).toList();
    return embedder.embedQueries(texts).stream()
        .map(embedding -> Optional.of(query(embedder, embedding)))
        .toList();
  }

  private static String cut(String need) {
    return need.length() <= LONGEST_QUERY ? need : need.substring(0, LONGEST_QUERY);
  }

  private QueryVector query(Embedder embedder, Embedding embedding) {
    var vector = CodedVector.of(embedding.values());
    return new QueryVector(
        space(embedder),
        embedder.space().model(),
        vector,
        () -> expectation(embedder).of(vector),
        embedding.wholeWords());
  }

  /** Made once; two queries at once may both make it. */
  private Expectation expectation(Embedder embedder) {
    var known = expectation;
    if (known == null) {
      known = new Expectation(embedder.cohort());
      expectation = known;
    }
    return known;
  }

  /** Starts working if there is work and nothing is under way. */
  void wake() {
    schedule(0);
  }

  private void schedule(long pauseMs) {
    if (!thread.isShutdown() && scheduled.compareAndSet(false, true)) {
      var _ = thread.schedule(this::run, pauseMs, TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    scheduled.set(false);
    try {
      embedder().ifPresent(this::work);
    } catch (RuntimeException unexpected) {
      LOG.error("embedding stopped until the catalog changes", unexpected);
    } finally {
      announce();
    }
  }

  private void work(Embedder embedder) {
    String space = space(embedder);
    var missing =
        wanted.get().stream()
            .filter(entry -> entry.attempts() < PATIENCE && !fill(entry, space))
            .sorted(Comparator.comparingInt(ToolEntry::length))
            .limit(failures == 0 ? embedder.documentsAtOnce() : 1)
            .toList();
    if (missing.isEmpty()) {
      cache.flush();
      return;
    }
    try {
      if (embed(embedder, missing)) {
        failures = 0;
        schedule(0);
      } else {
        schedule(OTHERS_PAUSE_MS);
      }
    } catch (EmbeddingException refused) {
      failed(refused, missing);
    }
  }

  private void failed(EmbeddingException refused, List<ToolEntry> missing) {
    switch (refused.reason()) {
      case CLOSED, AWAY ->
          LOG.debug("{} tools wait for an embedder: {}", missing.size(), refused.getMessage());
      case BUSY -> {
        failures++;
        schedule(Math.max(pause(LONGEST_BUSY_PAUSE_MS), refused.pause().toMillis()));
      }
      case MISSING, BROKEN -> {
        failures++;
        LOG.warn("embedding failed, attempt {}", failures, refused);
        if (missing.size() == 1) {
          missing.getFirst().failed();
        }
        schedule(pause(LONGEST_PAUSE_MS));
      }
    }
  }

  private long pause(long longestMs) {
    return Math.min(longestMs, FIRST_PAUSE_MS << Math.min(failures, 10));
  }

  /** Embeds what no other index embeds at this moment; false if that is nothing. */
  private boolean embed(Embedder embedder, List<ToolEntry> entries) {
    boolean whole = embed(embedder, entries, ToolEntry::whole, ToolText::whole);
    boolean head = embed(embedder, entries, ToolEntry::head, ToolText::head);
    cache.flush();
    String space = space(embedder);
    entries.forEach(entry -> fill(entry, space));
    return whole || head;
  }

  private boolean embed(
      Embedder embedder,
      List<ToolEntry> entries,
      Function<ToolEntry, TextHash> hash,
      Function<Tool, String> text) {
    String space = space(embedder);
    var texts = new LinkedHashMap<TextHash, String>();
    try {
      for (ToolEntry entry : entries) {
        if (cache.claim(space, hash.apply(entry))) {
          texts.put(hash.apply(entry), text.apply(entry.tool()));
        }
      }
      embed(embedder, texts);
    } finally {
      cache.release(space, texts.keySet());
    }
    return !texts.isEmpty();
  }

  private void embed(Embedder embedder, Map<TextHash, String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    var hashes = new ArrayList<>(texts.keySet());
    var vectors = embedder.embedDocuments(List.copyOf(texts.values()));
    for (int i = 0; i < hashes.size(); i++) {
      cache.put(space(embedder), hashes.get(i), CodedVector.of(vectors.get(i).values()));
    }
    embedded.addAndGet(hashes.size());
  }

  private static String space(Embedder embedder) {
    return embedder.space().id() + "/" + ToolText.TEMPLATE;
  }

  private Optional<Embedder> embedder() {
    return source.state() instanceof EmbedderState.Ready(Embedder embedder)
        ? Optional.of(embedder)
        : Optional.empty();
  }

  /**
   * Waits until no tool of the present catalog lacks a vector that it can get.
   *
   * @return false if that was not so in time or there is no embedder to wait for
   */
  boolean await(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    progress.lock();
    try {
      while (waiting()) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || source.state() instanceof EmbedderState.Unavailable) {
          return false;
        }
        var _ = advanced.await(Math.min(left, LONGEST_WAIT_NS), TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      progress.unlock();
    }
  }

  private boolean waiting() {
    String space = space();
    return wanted.get().stream()
        .anyMatch(entry -> entry.attempts() < PATIENCE && !entry.vectors().has(space));
  }

  private void announce() {
    progress.lock();
    try {
      advanced.signalAll();
    } finally {
      progress.unlock();
    }
  }
}
