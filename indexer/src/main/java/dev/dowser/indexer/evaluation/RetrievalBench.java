package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.evaluation.SetRun.Found;
import dev.dowser.indexer.evaluation.baseline.FourAndFour;
import dev.dowser.indexer.evaluation.report.RetrievalReport;
import dev.dowser.indexer.evaluation.report.RetrievalReport.RankerReport;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.indexer.index.CachedEmbedder;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.RankingParameters.WordWeight;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs labelled queries through the index that serves clients, once with words alone and once with
 * the embedder, and through other rankers beside them.
 */
public final class RetrievalBench {
  private static final int FEATURE_DEPTH = 50;
  private static final int SAMPLE = 48;

  private final VectorCache cache;
  private final EmbedderSource embedder;
  private final Options options;
  private final BenchProgress progress;

  /**
   * A bench.
   *
   * @param cache keeps the vectors of the sets, so that only the first run computes them
   * @param embedder what a gateway would use; if it is unavailable only words are measured
   * @param options what a gateway would use
   * @param progress is told what is being done
   */
  public RetrievalBench(
      VectorCache cache, EmbedderSource embedder, Options options, BenchProgress progress) {
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
    var rows = new Rows();
    var read = read(sets);
    var ready = settled(embedder);
    for (QuerySet set : read) {
      progress.line(
          "%s: %,d tools, %,d queries"
              .formatted(set.name(), set.catalog().exposed().size(), set.queries().size()));
      rows.keep("words", measure(set, "words", SetRun.WORDS_ALONE, options));
      for (var alone : baselines.meaning().entrySet()) {
        String name = alone.getKey();
        rows.keep(name, measure(set, name, alone.getValue(), meaningAlone()));
      }
      if (baselines.fusion() && ready.isPresent()) {
        rows.keep("rank fusion", fuseRanks(set));
      }
      if (baselines.fourAndFour().isPresent()) {
        rows.keep("4 + 4", fourAndFour(set, baselines.fourAndFour().get()));
      }
      if (ready.isPresent()) {
        rows.keep("find_tool", measure(set, "find_tool", embedder, options));
      }
    }
    return rows.report();
  }

  /** Measures quality, not time, without each part in turn. */
  public RetrievalReport ablate(List<Path> sets, Ablation ablation) throws InterruptedException {
    var rows = new Rows();
    var remembered = settled(embedder).map(RememberedQueries::new);
    for (QuerySet set : read(sets)) {
      for (var part : ablation.parts()) {
        EmbedderSource source = SetRun.WORDS_ALONE;
        if (part.embedder() && remembered.isPresent()) {
          source = remembered.get();
        }
        var changed = new Options(part.without().apply(options.ranking()), options.clock());
        var run = new SetRun(set, cache, progress);
        String name = "without " + part.name();
        try (var index = run.index(source, changed)) {
          rows.keep(name, run.askUntimed(name, query -> SetRun.find(index, query)));
        }
      }
    }
    return rows.report();
  }

  /**
   * Writes what words and meaning say about the best candidates of each query, one JSON object a
   * line.
   *
   * @throws BadSetException if a set cannot be used; before anything is run
   */
  public void features(List<Path> sets, Consumer<String> lines) throws InterruptedException {
    var read = read(sets);
    var _ = settled(embedder);
    for (QuerySet set : read) {
      try (var index = new SetRun(set, cache, progress).index(embedder, options)) {
        for (int i = 0; i < set.queries().size(); i++) {
          progress.advance(set.name() + ": features", i, set.queries().size());
          var query = set.queries().get(i);
          var evidence = index.evidence(query.text(), FEATURE_DEPTH);
          lines.accept(FeatureLines.line(set.name(), query, evidence));
        }
      }
    }
  }

  /**
   * How long a tool of the set takes to embed, measured on some of them.
   *
   * @return empty if there is no embedder
   */
  public Optional<Duration> embedTime(Path set) throws InterruptedException {
    if (settled(embedder).isEmpty()) {
      return Optional.empty();
    }
    var all = List.copyOf(QuerySet.read(set).catalog().exposed().values());
    int count = Math.min(SAMPLE, all.size());
    var some = IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
    var sample = new QuerySet("sample", new Catalog(1, List.of(), some, List.of()), List.of());
    try (var fresh = VectorCache.inMemory()) {
      long start = System.nanoTime();
      new SetRun(sample, fresh, _ -> {}).index(embedder, options).close();
      return Optional.of(Duration.ofNanos((System.nanoTime() - start) / count));
    }
  }

  private static List<QuerySet> read(List<Path> sets) {
    var names = new HashSet<String>();
    var read = new ArrayList<QuerySet>();
    for (Path path : sets) {
      var set = QuerySet.read(path);
      if (!names.add(set.name())) {
        throw new BadSetException("two sets have the name " + set.name());
      }
      read.add(set);
    }
    return read;
  }

  private Options meaningAlone() {
    return new Options(options.ranking().withWords(WordWeight.NONE), options.clock());
  }

  private SetReport measure(QuerySet set, String ranker, EmbedderSource source, Options chosen)
      throws InterruptedException {
    var run = new SetRun(set, cache, progress);
    try (var index = run.index(source, chosen)) {
      return run.ask(ranker, query -> SetRun.find(index, query));
    }
  }

  private SetReport fuseRanks(QuerySet set) throws InterruptedException {
    var run = new SetRun(set, cache, progress);
    try (var words = run.index(SetRun.WORDS_ALONE, options);
        var meaning = run.index(embedder, meaningAlone())) {
      return run.ask(
          "rank fusion",
          query ->
              new Found(
                  ReciprocalRanks.merge(
                      SetRun.find(words, query).tools(), SetRun.find(meaning, query).tools())));
    }
  }

  private SetReport fourAndFour(QuerySet set, EmbedderSource source) throws InterruptedException {
    var ready =
        settled(source)
            .orElseThrow(() ->
                new BadSetException("the model for \"4 + 4\" cannot be used: " + source.state()));
    var tools = List.copyOf(set.catalog().exposed().values());
    String step = set.name() + ": tools embedded for 4 + 4";
    var finder =
        new FourAndFour(
            tools,
            new CachedEmbedder(ready, cache, "4+4"),
            done -> progress.advance(step, done, tools.size()));
    return new SetRun(set, cache, progress)
        .ask(
            "4 + 4",
            query -> new Found(finder.find(query).stream().map(tool -> tool.tool().id()).toList()));
  }

  private Optional<Embedder> settled(EmbedderSource source) throws InterruptedException {
    return SetRun.settled(source, progress);
  }

  /** One ranker's figures on all sets, the rankers in the order of their first. */
  private static final class Rows {
    private final Map<String, List<SetReport>> rows = new LinkedHashMap<>();

    void keep(String ranker, SetReport report) {
      rows.computeIfAbsent(ranker, any -> new ArrayList<>()).add(report);
    }

    RetrievalReport report() {
      return new RetrievalReport(
          rows.entrySet().stream()
              .map(row -> new RankerReport(row.getKey(), row.getValue()))
              .toList());
    }
  }
}
