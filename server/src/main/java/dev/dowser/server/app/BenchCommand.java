package dev.dowser.server.app;

import dev.dowser.indexer.evaluation.BadSetException;
import dev.dowser.indexer.evaluation.Baselines;
import dev.dowser.indexer.evaluation.RetrievalBench;
import dev.dowser.indexer.evaluation.RetrievalReport;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code dowser bench}. */
@Command(
    name = "bench",
    description = "Measures Dowser.",
    mixinStandardHelpOptions = true,
    subcommands = BenchCommand.Retrieval.class)
final class BenchCommand implements Runnable {
  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(this), "say what to measure: dowser bench retrieval");
  }

  /** {@code dowser bench retrieval}. */
  @Command(
      name = "retrieval",
      description = {
        "Measures how well tools are found, with the code that answers find_tool.",
        "A set is a folder with catalog.jsonl (server, name, description, inputSchema) and one queries*.jsonl",
        "(id, query, relevant, also_ok, group), or the path of a queries file beside its catalog."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dowser bench retrieval --set sets/mcp-union --json report.json"})
  static final class Retrieval implements Callable<Integer> {
    @Option(
        names = "--set",
        paramLabel = "DIR",
        arity = "1..*",
        required = true,
        description = "Query set; may be repeated.")
    private @Nullable List<Path> sets;

    @Option(
        names = "--model",
        paramLabel = "NAME",
        description = "bge-small-en-v1.5 (default) or all-minilm-l6-v2.")
    private @Nullable String model;

    @Option(
        names = "--cache",
        paramLabel = "DIR",
        description =
            "Keeps vectors between runs. Default: a folder in the system's temporary folder.")
    private Path cache = Path.of(System.getProperty("java.io.tmpdir"), "dowser-bench");

    @Option(
        names = "--misses",
        paramLabel = "N",
        description = "Also show the N worst queries of each set: what was wanted, what came.")
    private int misses;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private @Nullable Path json;

    @Option(
        names = "--baselines",
        description =
            "Also measure each bundled model alone, rank fusion, and four by meaning then four by words"
                + " as another gateway does.")
    private boolean baselines;

    @Option(
        names = "--markdown",
        paramLabel = "FILE",
        description =
            "Also write a table between the lines <!-- bench:begin --> and <!-- bench:end --> of FILE.")
    private @Nullable Path markdown;

    @Option(
        names = "--features",
        paramLabel = "FILE",
        description =
            "Instead of a report, write what words and meaning say about the best 50 tools of each query,"
                + " one JSON object a line, to fit fusion elsewhere.")
    private @Nullable Path features;

    @Override
    public Integer call() throws InterruptedException, IOException {
      Files.createDirectories(cache);
      var errors = new Terminal(System.err, false);
      try (var embedder = LoadingEmbedder.start(chosen(), cache.resolve("models"));
          var vectors = VectorCache.open(cache.resolve("vectors"))) {
        var bench = new RetrievalBench(vectors, embedder, ToolIndex.Options.DEFAULT, errors::line);
        if (features != null) {
          return writeFeatures(bench, features);
        }
        var report = measure(bench);
        var output = Terminal.standard(System.getenv());
        output.line(report.text());
        if (misses > 0) {
          output.line(report.misses(misses));
        }
        if (json != null) {
          Files.writeString(json, report.json());
        }
        if (markdown != null) {
          MarkedTable.write(markdown, report.markdown());
        }
        return 0;
      } catch (BadSetException fault) {
        throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
      }
    }

    private int writeFeatures(RetrievalBench bench, Path file)
        throws InterruptedException, IOException {
      try (var lines = new PrintWriter(Files.newBufferedWriter(file))) {
        bench.features(sets == null ? List.of() : sets, lines::println);
        if (lines.checkError()) {
          throw new CommandFailed("%s cannot be written".formatted(file));
        }
      }
      return 0;
    }

    private RetrievalReport measure(RetrievalBench bench) throws InterruptedException {
      List<Path> folders = sets == null ? List.of() : sets;
      if (!baselines) {
        return bench.run(folders);
      }
      var models = cache.resolve("models");
      try (var bge = LoadingEmbedder.start(EmbeddingModel.bgeSmall(), models);
          var miniLm = LoadingEmbedder.start(EmbeddingModel.miniLm(), models);
          var plain =
              LoadingEmbedder.start(
                  EmbeddingModel.bgeSmall().withPrefixes("", "").withMaxTokens(512), models)) {
        var meaning = new LinkedHashMap<String, EmbedderSource>();
        meaning.put("bge-small alone", bge);
        meaning.put("MiniLM alone", miniLm);
        return bench.run(folders, new Baselines(meaning, true, Optional.of(plain)));
      }
    }

    private EmbeddingModel chosen() {
      if (model == null) {
        return EmbeddingModel.bgeSmall();
      }
      return EmbeddingModel.bundled(model)
          .orElseThrow(() ->
              new CommandFailed(
                  "--model is one of "
                      + EmbeddingModel.bundled().stream().map(EmbeddingModel::name).toList()
                      + ", got "
                      + model));
    }
  }
}
