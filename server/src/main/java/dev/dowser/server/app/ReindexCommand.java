package dev.dowser.server.app;

import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dowser reindex}. */
@Command(
    name = "reindex",
    description = "Asks a running gateway to discover its backends and index their tools anew.",
    mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
  @Mixin private final RunningOptions running = new RunningOptions();

  @Mixin private final JsonOption form = new JsonOption();

  @Option(names = "--backend", paramLabel = "NAME", description = "Only this backend.")
  private @Nullable String backend;

  @Option(names = "--full", description = "Rebuild the index and drop vectors no tool needs.")
  private boolean full;

  @Override
  public Integer call() {
    try (var gateway = running.open()) {
      var report = gateway.reindex(Optional.ofNullable(backend), full);
      var failed = report.path("failedBackends");
      var terminal = Terminal.standard(System.getenv());
      terminal.line(
          form.isJson()
              ? Json.text(report)
              : "%d added, %d changed, %d removed, %d embedded in %d ms"
                  .formatted(
                      report.path("added").asInt(),
                      report.path("changed").asInt(),
                      report.path("removed").asInt(),
                      report.path("embedded").asInt(),
                      report.path("tookMs").asInt()));
      if (!form.isJson()) {
        failed.forEach(name -> terminal.line(terminal.bad("did not answer: ") + name.asString()));
      }
      return failed.isEmpty() ? 0 : 1;
    }
  }
}
