package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Answer;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Latency;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks the queries of one set, one at a time, so that latencies mean something. */
final class SetRun {
  /** No embedder, for good. */
  static final EmbedderSource WORDS_ALONE = new WordsAlone();

  private static final int DEPTH = 50;
  private static final int WARM_UP = 200;
  private static final Duration LOADING = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Embedding sixteen long tools on a busy machine takes seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final QuerySet set;
  private final VectorCache cache;
  private final BenchProgress progress;

  SetRun(QuerySet set, VectorCache cache, BenchProgress progress) {
    this.set = set;
    this.cache = cache;
    this.progress = progress;
  }

  /** The embedder, once it is loaded; nothing, with a line, if it cannot be. */
  static Optional<Embedder> settled(EmbedderSource source, BenchProgress progress)
      throws InterruptedException {
    var settled = new ArrayBlockingQueue<EmbedderState>(1);
    source.whenSettled(settled::add);
    return switch (settled.poll(LOADING.toSeconds(), TimeUnit.SECONDS)) {
      case EmbedderState.Ready(var ready) -> Optional.of(ready);
      case EmbedderState.Unavailable(var reason) -> {
        progress.line("words alone: " + reason);
        yield Optional.empty();
      }
      case null, default -> throw new BadSetException("the model was not loaded in " + LOADING);
    };
  }

  /** An index of the set's tools, with all vectors if there is an embedder. */
  ToolIndex index(EmbedderSource source, Options options) throws InterruptedException {
    var index = ToolIndex.inMemory(cache, source, options);
    boolean complete = false;
    try {
      index.apply(set.catalog());
      awaitVectors(index, source);
      complete = true;
      return index;
    } finally {
      if (!complete) {
        index.close();
      }
    }
  }

  private void awaitVectors(ToolIndex index, EmbedderSource source) throws InterruptedException {
    int missing = index.status().pendingVectors();
    if (source.state() instanceof EmbedderState.Unavailable || missing == 0) {
      return;
    }
    progress.line("%s: %,d tools to embed".formatted(set.name(), missing));
    int before = missing;
    long advanced = System.nanoTime();
    while (!index.awaitVectors(LOOK)) {
      int now = index.status().pendingVectors();
      if (now < before) {
        before = now;
        advanced = System.nanoTime();
      }
      progress.advance(set.name() + ": tools embedded", missing - now, missing);
      if (System.nanoTime() - advanced > PATIENCE.toNanos()
          || source.state() instanceof EmbedderState.Unavailable) {
        throw new BadSetException(
            "%s: %d tools got no vector; the model is %s"
                .formatted(set.name(), now, source.state()));
      }
    }
    int failed = index.status().pendingVectors();
    if (failed > 0) {
      progress.line("%s: %d tools cannot be embedded".formatted(set.name(), failed));
    }
  }

  /** Asks all queries after a warm-up and takes the time of each. */
  SetReport ask(String ranker, Function<String, Found> finder) {
    for (var query : set.queries().stream().limit(WARM_UP).toList()) {
      var _ = finder.apply(query.text());
    }
    var times = new double[set.queries().size()];
    var answers =
        answers(
            ranker,
            query -> {
              long start = System.nanoTime();
              var found = finder.apply(query);
              return new Timed(found, (System.nanoTime() - start) / 1e6);
            },
            times);
    Arrays.sort(times);
    return report(
        answers, new Latency(times[times.length / 2], times[(int) (times.length * 0.95)]));
  }

  /** The same without taking time. */
  SetReport askUntimed(String ranker, Function<String, Found> finder) {
    var times = new double[set.queries().size()];
    return report(
        answers(ranker, query -> new Timed(finder.apply(query), 0), times), Latency.UNKNOWN);
  }

  private List<Answer> answers(String ranker, Function<String, Timed> finder, double[] times) {
    String step = "%s: queries, %s".formatted(set.name(), ranker);
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < times.length; i++) {
      progress.advance(step, i, times.length);
      var query = set.queries().get(i);
      var timed = finder.apply(query.text());
      times[i] = timed.milliseconds();
      answers.add(new Answer(query, timed.found().tools(), timed.found().refused()));
    }
    progress.advance(step, times.length, times.length);
    return answers;
  }

  private SetReport report(List<Answer> answers, Latency latency) {
    return new SetReport(set.name(), set.catalog().exposed().size(), answers, latency);
  }

  /**
   * What {@code find_tool} names for a query: hits, each followed by its copies, or if there are
   * none the tools that the refusal names.
   */
  static Found find(ToolIndex index, String query) {
    var ranked = index.search(new ToolQuery(List.of(query), _ -> true, DEPTH));
    boolean refused = ranked.hits().isEmpty();
    var shown =
        refused
            ? ranked.closest().stream().map(Hit::tool)
            : ranked.hits().stream().flatMap(hit -> hit.shown().stream());
    return new Found(shown.map(tool -> tool.tool().id()).toList(), refused);
  }

  /**
   * What one query got.
   *
   * @param tools best first
   * @param refused whether the answer says that nothing suits; tools are then only named
   */
  record Found(List<ToolId> tools, boolean refused) {
    /** Of a ranker that refuses nothing but what it finds nothing for. */
    Found(List<ToolId> tools) {
      this(tools, tools.isEmpty());
    }
  }

  private record Timed(Found found, double milliseconds) {}

  private static final class WordsAlone implements EmbedderSource {
    private static final EmbedderState STATE = new EmbedderState.Unavailable("words alone");

    @Override
    public EmbedderState state() {
      return STATE;
    }

    @Override
    public void whenSettled(Consumer<EmbedderState> listener) {
      listener.accept(STATE);
    }

    @Override
    public void close() {
      // nothing to free
    }
  }
}
