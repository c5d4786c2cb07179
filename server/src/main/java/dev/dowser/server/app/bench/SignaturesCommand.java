package dev.dowser.server.app.bench;

import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.bench.SignatureBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dowser bench signatures}. */
@Command(
    name = "signatures",
    description = {
      "Builds a call of each tool from the text of its signature alone and checks it as call_tool does.",
      "A set is a folder with catalog.jsonl (server, name, description, inputSchema)."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dowser bench signatures --set sets/mcp-union --misses 10"})
final class SignaturesCommand implements Callable<Integer> {
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin private final BenchOptions options = new BenchOptions();

  @Option(
      names = "--misses",
      paramLabel = "N",
      description = "Also show N tools of each set that failed: the signature, the call, why.")
  private int misses;

  @Override
  public Integer call() throws IOException {
    if (misses < 0) {
      throw new ParameterException(spec.commandLine(), "--misses must be 0 or more, got " + misses);
    }
    options.check();
    try {
      var report = SignatureBench.run(options.sets());
      var output = Terminal.standard(System.getenv());
      output.line(report.text());
      if (misses > 0) {
        output.line(report.misses(misses));
      }
      options.write(report::json);
      return 0;
    } catch (BadSetException fault) {
      throw new CommandFailed(String.valueOf(fault.getMessage()), fault);
    }
  }
}
