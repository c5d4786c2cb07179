package dev.dowser.server.app.bench;

import dev.dowser.indexer.evaluation.Ablation;
import dev.dowser.indexer.evaluation.Baselines;
import dev.dowser.indexer.evaluation.RetrievalBench;
import dev.dowser.indexer.evaluation.report.AblationTable;
import dev.dowser.indexer.evaluation.report.Price;
import dev.dowser.indexer.evaluation.report.RetrievalReport;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import dev.dowser.models.onnx.Pooling;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dowser bench}. */
@Command(
    name = "bench",
    description = "Measures Dowser.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchCommand.Retrieval.class, TokensCommand.class, SignaturesCommand.class})
public final class BenchCommand implements Runnable {
  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(this), "say what to measure: dowser bench retrieval, tokens or signatures");
  }

  /** Says so if the file cannot be written, before minutes are spent. */
  static void checkWritable(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailed(file + " cannot be written: it is a folder or is in none");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new CommandFailed(file + " cannot be written");
    }
  }

  /** {@code dowser bench retrieval}. */
  @Command(
      name = "retrieval",
      description = {
        "Measures how well tools are found, with the code that answers find_tool.",
        "A set is a folder with catalog.jsonl (server, name, description, inputSchema) and one queries*.jsonl",
        "(id, query, relevant, also_ok, group), or the path of a queries file beside its catalog; .gz is read too."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dowser bench retrieval --set sets/mcp-union --json report.json"})
  static final class Retrieval implements Callable<Integer> {
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin private final BenchOptions options = new BenchOptions();

    @Option(
        names = "--queries",
        paramLabel = "FILE",
        description = "Which query file of the sets that have it; for sets with several.")
    private @Nullable String queries;

    @Option(
        names = "--model",
        paramLabel = "NAME|FOLDER",
        description =
            "A bundled model, or a folder with model.onnx and tokenizer.json; default dowser-small-2.")
    private @Nullable String model;

    @Option(
        names = "--pooling",
        paramLabel = "cls|mean",
        description =
            "How a folder's model makes one vector of its tokens' vectors (default: ${DEFAULT-VALUE}).")
    private Pooling pooling = Pooling.MEAN;

    @Option(
        names = "--cache",
        paramLabel = "DIR",
        description =
            "Keeps vectors between runs. Default: bench in the user's state folder, beside a gateway's data.")
    private @Nullable Path cache;

    @Option(
        names = "--misses",
        paramLabel = "N",
        description = "Also show the N worst queries of each set: what was wanted, what came.")
    private int misses;

    @Option(
        names = "--baselines",
        description =
            "Also measure each bundled model alone, rank fusion, and four by meaning then four by words"
                + " as another gateway does.")
    private boolean baselines;

    @Option(
        names = "--ablation",
        description = "Also measure the ranking without each of its parts in turn.")
    private boolean ablation;

    @Option(
        names = "--markdown",
        paramLabel = "FILE",
        description =
            "Also write the table between the lines <!-- bench:begin --> and <!-- bench:end --> of FILE,"
                + " that of --ablation between <!-- ablation:begin --> and <!-- ablation:end -->.")
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
      var chosen = chosen();
      checkOptions();
      var folder = BenchFolder.open(cache);
      var steps = BenchSteps.standard();
      try (var embedder = LoadingEmbedder.start(chosen, folder.models());
          var vectors = folder.vectors()) {
        var bench = new RetrievalBench(vectors, embedder, ToolIndex.Options.DEFAULT, steps);
        if (features != null) {
          writeFeatures(bench, chosenSets(), features);
        } else {
          report(bench, chosen, folder);
        }
        return 0;
      } catch (BadSetException fault) {
        throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
      } finally {
        steps.clear();
      }
    }

    /** Before minutes are spent. */
    private void checkOptions() throws IOException {
      if (misses < 0) {
        throw usage("--misses must be 0 or more, got " + misses);
      }
      if (features != null
          && (options.json().isPresent() || markdown != null || baselines || ablation)) {
        throw usage(
            "--features is instead of a report: not with --json, --markdown, --baselines, --ablation");
      }
      options.check();
      for (var file : Stream.of(markdown, features).filter(Objects::nonNull).toList()) {
        checkWritable(file);
      }
      if (markdown != null) {
        MarkedTable.check(markdown, ablation ? List.of("bench", "ablation") : List.of("bench"));
      }
    }

    private ParameterException usage(String message) {
      return new ParameterException(spec.commandLine(), message);
    }

    /** Each set, or the chosen query file of those that have it. */
    private List<Path> chosenSets() {
      var file = queries;
      var sets = options.sets();
      if (file == null) {
        return sets;
      }
      if (sets.stream().noneMatch(set -> Files.isRegularFile(set.resolve(file)))) {
        throw new CommandFailed("no set has the query file " + file);
      }
      return sets.stream()
          .map(set -> Files.isRegularFile(set.resolve(file)) ? set.resolve(file) : set)
          .toList();
    }

    private void report(RetrievalBench bench, EmbeddingModel chosen, BenchFolder folder)
        throws InterruptedException, IOException {
      var read = chosenSets();
      var report = baselines ? withBaselines(bench, read, folder) : bench.run(read);
      var price = price(bench, chosen, read.getFirst());
      var output = Terminal.standard(System.getenv());
      output.line(report.text());
      price.ifPresent(known -> output.line(known.text()));
      if (misses > 0) {
        output.line(report.misses(misses));
      }
      var tables = new LinkedHashMap<>(Map.of("bench", report.markdown()));
      var whole = report;
      if (ablation) {
        var without = bench.ablate(read, Ablation.OF_ALL);
        whole = report.plus(without);
        var table = AblationTable.markdown(report, without);
        tables.put("ablation", table);
        output.line(table);
      }
      var complete = whole;
      options.write(() -> complete.json(price));
      if (markdown != null) {
        MarkedTable.write(markdown, tables);
      }
    }

    private static Optional<Price> price(RetrievalBench bench, EmbeddingModel model, Path set)
        throws InterruptedException, IOException {
      var time = bench.embedTime(set);
      return time.isEmpty()
          ? Optional.empty()
          : Optional.of(new Price(model.name(), model.files().weightsSize(), time.get()));
    }

    private static void writeFeatures(RetrievalBench bench, List<Path> sets, Path file)
        throws InterruptedException, IOException {
      try (var lines = new PrintWriter(Files.newBufferedWriter(file))) {
        bench.features(sets, lines::println);
        if (lines.checkError()) {
          throw new CommandFailed(file + " could not be written to its end");
        }
      }
    }

    private static RetrievalReport withBaselines(
        RetrievalBench bench, List<Path> sets, BenchFolder folder) throws InterruptedException {
      var meaning = new LinkedHashMap<String, EmbedderSource>();
      var plain = EmbeddingModel.bgeSmall().withPrefixes("", "").withMaxTokens(512);
      try (var other = LoadingEmbedder.start(plain, folder.models())) {
        for (var model : EmbeddingModel.bundled()) {
          meaning.put(model.name() + " alone", LoadingEmbedder.start(model, folder.models()));
        }
        return bench.run(sets, new Baselines(meaning, true, Optional.of(other)));
      } finally {
        meaning.values().forEach(EmbedderSource::close);
      }
    }

    private EmbeddingModel chosen() {
      var name = model;
      return name == null
          ? EmbeddingModel.dowserSmall()
          : EmbeddingModel.bundled(name).or(() -> inFolder(name)).orElseThrow(() -> unknown(name));
    }

    private Optional<EmbeddingModel> inFolder(String name) {
      var folder = Path.of(name);
      return Files.isDirectory(folder)
          ? Optional.of(EmbeddingModel.inFolder(folder, pooling))
          : Optional.empty();
    }

    private ParameterException unknown(String name) {
      return usage(
          "--model must be one of %s or a folder, got %s"
              .formatted(
                  EmbeddingModel.bundled().stream().map(EmbeddingModel::name).toList(), name));
    }
  }
}
