package dev.dowser.server.app.bench;

import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.bench.TokenBench;
import dev.dowser.server.metatools.FindSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private final BenchOptions options = new BenchOptions();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps vectors between runs. Default: bench in the user's state folder, beside a gateway's data.")
  private @Nullable Path cache;

  @Override
  public Integer call() throws InterruptedException, IOException {
    options.check();
    var folder = BenchFolder.open(cache);
    var steps = BenchSteps.standard();
    try (var embedder = LoadingEmbedder.start(EmbeddingModel.dowserSmall(), folder.models());
        var vectors = folder.vectors()) {
      var report =
          new TokenBench(vectors, embedder, FindSettings.DEFAULT, steps).run(options.sets());
      Terminal.standard(System.getenv()).line(report.text());
      options.write(report::json);
      return 0;
    } catch (BadSetException fault) {
      throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
    } finally {
      steps.clear();
    }
  }
}
