package dev.dowser.server.app;

import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser version}. */
@Command(
    name = "version",
    description = "Prints the version, the JDK, the default model and the protocol revisions.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

  private static final List<String> REVISIONS = List.of("2025-11-25", "2025-06-18");

  @Mixin private final JsonOption form = new JsonOption();

  @Override
  public Integer call() {
    var terminal = new Terminal(System.out, false);
    if (form.isJson()) {
      terminal.line(Json.text(asJson()));
    } else {
      Arrays.stream(new Lines().getVersion()).forEach(terminal::line);
    }
    return 0;
  }

  private static ObjectNode asJson() {
    var json =
        Json.object()
            .put("version", Version.CURRENT)
            .put("jdk", Runtime.version().toString())
            .put("model", EmbeddingModel.dowserSmall().name());
    REVISIONS.forEach(json.putArray("protocolRevisions")::add);
    return json;
  }

  /** The same for {@code --version}. */
  static final class Lines implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "dowser " + Version.CURRENT,
        "jdk " + Runtime.version(),
        "model " + EmbeddingModel.dowserSmall().name() + " (int8)",
        "mcp " + String.join(", ", REVISIONS)
      };
    }
  }
}
