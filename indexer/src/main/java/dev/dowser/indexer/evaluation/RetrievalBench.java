package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.RetrievalReport.Answer;
import dev.dowser.indexer.evaluation.RetrievalReport.Latency;
import dev.dowser.indexer.evaluation.RetrievalReport.RankerReport;
import dev.dowser.indexer.evaluation.RetrievalReport.SetReport;
import dev.dowser.indexer.evaluation.baseline.FourAndFour;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.RankingParameters;
import dev.dowser.indexer.search.RankingParameters.WordWeight;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs labelled queries through the index that serves clients, once with words alone and once with
 * the embedder. One at a time, so that latencies mean something.
 */
public final class RetrievalBench {
  private static final int DEPTH = 50;
  private static final int WARM_UP = 200;
  private static final Duration LOADING = Duration.ofMinutes(1);
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
    return run(sets, Baselines.NONE);
  }

  /** The same with more rankers to compare; {@code find_tool} stays the last. */
  public RetrievalReport run(List<Path> sets, Baselines baselines) throws InterruptedException {
    var read = new ArrayList<QuerySet>();
    for (Path path : sets) {
      read.add(QuerySetReader.read(path));
    }
    var rows = new LinkedHashMap<String, List<SetReport>>();
    for (QuerySet set : read) {
      keep(rows, "words", measure(set, new WordsAlone(), options));
      for (var alone : baselines.meaning().entrySet()) {
        keep(rows, alone.getKey(), measure(set, alone.getValue(), meaningAlone()));
      }
      if (baselines.fusion()) {
        keep(rows, "rank fusion", fuseRanks(set));
      }
      if (baselines.fourAndFour().isPresent()) {
        keep(rows, "4 + 4", fourAndFour(set, baselines.fourAndFour().get()));
      }
      if (!(embedder.state() instanceof EmbedderState.Unavailable)) {
        keep(rows, "find_tool", measure(set, embedder, options));
      }
    }
    return new RetrievalReport(
        rows.entrySet().stream()
            .map(row -> new RankerReport(row.getKey(), row.getValue()))
            .toList());
  }

  /**
   * Writes what words and meaning say about the best candidates of each query, one JSON object a
   * line.
   *
   * @throws BadSetException if a set cannot be used; before anything is run
   */
  public void features(List<Path> sets, Consumer<String> lines) throws InterruptedException {
    for (QuerySet set : sets.stream().map(QuerySetReader::read).toList()) {
      try (var index = ToolIndex.inMemory(cache, embedder, options)) {
        index.apply(set.catalog());
        awaitVectors(index, set);
        progress.accept("%s: features of %d queries".formatted(set.name(), set.queries().size()));
        for (var query : set.queries()) {
          lines.accept(FeatureLines.line(set.name(), query, index.evidence(query.text(), DEPTH)));
        }
      }
    }
  }

  private static void keep(Map<String, List<SetReport>> rows, String ranker, SetReport report) {
    rows.computeIfAbsent(ranker, any -> new ArrayList<>()).add(report);
  }

  private Options meaningAlone() {
    var ranking = options.ranking();
    return new Options(
        new RankingParameters(
            ranking.fieldWeights(),
            ranking.fieldNorms(),
            ranking.saturation(),
            ranking.headShare(),
            new WordWeight(0, 0, 1, 0),
            ranking.slip()),
        options.clock());
  }

  private SetReport fuseRanks(QuerySet set) throws InterruptedException {
    try (var words = ToolIndex.inMemory(cache, new WordsAlone(), options);
        var meaning = ToolIndex.inMemory(cache, embedder, meaningAlone())) {
      words.apply(set.catalog());
      meaning.apply(set.catalog());
      awaitVectors(meaning, set);
      return ask(query -> ReciprocalRanks.merge(find(words, query), find(meaning, query)), set);
    }
  }

  private SetReport fourAndFour(QuerySet set, EmbedderSource source) throws InterruptedException {
    var ready = settled(source);
    progress.accept("%s: 4 + 4".formatted(set.name()));
    var finder = new FourAndFour(List.copyOf(set.catalog().exposed().values()), ready);
    return ask(query -> finder.find(query).stream().map(tool -> tool.tool().id()).toList(), set);
  }

  private static Embedder settled(EmbedderSource source) throws InterruptedException {
    var settled = new ArrayBlockingQueue<EmbedderState>(1);
    source.whenSettled(settled::add);
    if (settled.poll(LOADING.toSeconds(), TimeUnit.SECONDS)
        instanceof EmbedderState.Ready(var ready)) {
      return ready;
    }
    throw new BadSetException("the model for \"4 + 4\" cannot be used: " + source.state());
  }

  private SetReport measure(QuerySet set, EmbedderSource source, Options chosen)
      throws InterruptedException {
    try (var index = ToolIndex.inMemory(cache, source, chosen)) {
      index.apply(set.catalog());
      if (!(source instanceof WordsAlone)) {
        awaitVectors(index, set);
      }
      return ask(query -> find(index, query), set);
    }
  }

  private void awaitVectors(ToolIndex index, QuerySet set) throws InterruptedException {
    progress.accept(
        "%s: %d tools, %d vectors to compute"
            .formatted(
                set.name(), set.catalog().exposed().size(), index.status().pendingVectors()));
    if (!index.awaitVectors(VECTORS)) {
      throw new BadSetException(
          "%s: the vectors were not there after %s".formatted(set.name(), VECTORS));
    }
  }

  private SetReport ask(Function<String, List<ToolId>> finder, QuerySet set) {
    for (var query : set.queries().stream().limit(WARM_UP).toList()) {
      var _ = finder.apply(query.text());
    }
    progress.accept("%s: %d queries".formatted(set.name(), set.queries().size()));
    var answers = new ArrayList<Answer>();
    var times = new double[set.queries().size()];
    for (int i = 0; i < times.length; i++) {
      var query = set.queries().get(i);
      long start = System.nanoTime();
      var found = finder.apply(query.text());
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

  private static List<ToolId> find(ToolIndex index, String query) {
    var wanted = new ToolQuery(List.of(query), _ -> true, DEPTH);
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
