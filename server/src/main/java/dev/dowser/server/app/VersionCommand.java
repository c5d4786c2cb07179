package dev.dowser.server.app;

import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.server.app.shell.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code dowser version}. */
@Command(
    name = "version",
    description = "Prints the version, the JDK, the default model and the protocol revisions.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    for (var line : new Lines().getVersion()) {
      new Terminal(System.out, false).line(line);
    }
    return 0;
  }

  /** The same for {@code --version}. */
  static final class Lines implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "dowser " + Version.CURRENT,
        "jdk " + Runtime.version(),
        "model " + EmbeddingModel.dowserSmall().name() + " (int8)",
        "mcp 2025-11-25, 2025-06-18"
      };
    }
  }
}
