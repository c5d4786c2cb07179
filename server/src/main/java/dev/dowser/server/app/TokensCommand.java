package dev.dowser.server.app;

import dev.dowser.indexer.evaluation.BadSetException;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import dev.dowser.server.bench.TokenBench;
import dev.dowser.server.metatools.FindSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dowser bench tokens}. */
@Command(
    name = "tokens",
    description = {
      "Counts the tokens (o200k_base) an agent spends from its question to the call, with the code that answers find_tool.",
      "A set is as for bench retrieval."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dowser bench tokens --set sets/mcp-union --json tokens.json"})
final class TokensCommand implements Callable<Integer> {
  @Option(
      names = "--set",
      paramLabel = "DIR",
      arity = "1..*",
      required = true,
      description = "Query set; may be repeated.")
  private List<Path> sets = List.of();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps vectors between runs. Default: a folder in the system's temporary folder.")
  private Path cache = Path.of(System.getProperty("java.io.tmpdir"), "dowser-bench");

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Files.createDirectories(cache);
    var errors = new Terminal(System.err, false);
    try (var embedder = LoadingEmbedder.start(EmbeddingModel.bgeSmall(), cache.resolve("models"));
        var vectors = VectorCache.open(cache.resolve("vectors"))) {
      var report = new TokenBench(vectors, embedder, FindSettings.DEFAULT, errors::line).run(sets);
      Terminal.standard(System.getenv()).line(report.text());
      if (json != null) {
        Files.writeString(json, report.json());
      }
      return 0;
    } catch (BadSetException fault) {
      throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
    }
  }
}
