package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.QuerySet.LabelledQuery;
import dev.dowser.indexer.evaluation.RetrievalReport.Answer;
import dev.dowser.indexer.evaluation.RetrievalReport.Latency;
import dev.dowser.indexer.evaluation.RetrievalReport.RankerReport;
import dev.dowser.indexer.evaluation.RetrievalReport.SetReport;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs labelled queries through the index that serves clients, once with words alone and once with
 * the embedder. One at a time, so that latencies mean something.
 */
public final class RetrievalBench {
  private static final int DEPTH = 50;
  private static final int WARM_UP = 200;
  private static final Duration VECTORS = Duration.ofMinutes(30);

  private final VectorCache cache;
  private final EmbedderSource embedder;
  private final Options options;
  private final Consumer<String> progress;

  /**
   * A bench.
   *
   * @param cache keeps the vectors of the sets, so that only the first run computes them
   * @param embedder what a gateway would use; if it is unavailable only words are measured
   * @param options what a gateway would use
   * @param progress is told what is being done, a line at a time
   */
  public RetrievalBench(
      VectorCache cache, EmbedderSource embedder, Options options, Consumer<String> progress) {
    this.cache = cache;
    this.embedder = embedder;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param sets folders with catalog.jsonl and one queries*.jsonl, or query files beside a catalog
   * @throws BadSetException if a set cannot be used; before anything is run
   */
  public RetrievalReport run(List<Path> sets) throws InterruptedException {
    var read = new ArrayList<QuerySet>();
    for (Path path : sets) {
      read.add(QuerySetReader.read(path));
    }
    var words = new ArrayList<SetReport>();
    var both = new ArrayList<SetReport>();
    for (QuerySet set : read) {
      words.add(measure(set, new WordsAlone()));
      if (!(embedder.state() instanceof EmbedderState.Unavailable)) {
        both.add(measure(set, embedder));
      }
    }
    var rankers = new ArrayList<>(List.of(new RankerReport("words", words)));
    if (!both.isEmpty()) {
      rankers.add(new RankerReport("find_tool", both));
    }
    return new RetrievalReport(rankers);
  }

  private SetReport measure(QuerySet set, EmbedderSource source) throws InterruptedException {
    try (var index = ToolIndex.inMemory(cache, source, options)) {
      index.apply(set.catalog());
      if (!(source instanceof WordsAlone)) {
        progress.accept(
            "%s: %d tools, %d vectors to compute"
                .formatted(
                    set.name(), set.catalog().exposed().size(), index.status().pendingVectors()));
        if (!index.awaitVectors(VECTORS)) {
          throw new BadSetException(
              "%s: the vectors were not there after %s".formatted(set.name(), VECTORS));
        }
      }
      set.queries().stream().limit(WARM_UP).forEach(query -> find(index, query));
      progress.accept("%s: %d queries".formatted(set.name(), set.queries().size()));
      return ask(index, set);
    }
  }

  private static SetReport ask(ToolIndex index, QuerySet set) {
    var answers = new ArrayList<Answer>();
    var times = new double[set.queries().size()];
    for (int i = 0; i < times.length; i++) {
      var query = set.queries().get(i);
      long start = System.nanoTime();
      var found = find(index, query);
      times[i] = (System.nanoTime() - start) / 1e6;
      answers.add(new Answer(query, found));
    }
    Arrays.sort(times);
    return new SetReport(
        set.name(),
        set.catalog().exposed().size(),
        answers,
        new Latency(times[times.length / 2], times[(int) (times.length * 0.95)]));
  }

  private static List<ToolId> find(ToolIndex index, LabelledQuery query) {
    var wanted = new ToolQuery(List.of(query.text()), _ -> true, DEPTH);
    return index.search(wanted).hits().stream().map(hit -> hit.tool().tool().id()).toList();
  }

  /** No embedder, for good. */
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
