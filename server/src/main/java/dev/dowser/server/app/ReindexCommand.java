package dev.dowser.server.app;

import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.PlainText;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dowser reindex}. */
@Command(
    name = "reindex",
    description = "Asks a running gateway to discover its backends and index their tools anew.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code: 0, or 1 if a backend did not answer."})
final class ReindexCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 40;

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
      var terminal = Terminal.standard(System.getenv());
      if (form.isJson()) {
        terminal.line(Json.text(report));
      } else {
        tell(report, terminal);
      }
      return report.path("failedBackends").isEmpty() ? 0 : 1;
    }
  }

  private static void tell(JsonNode report, Terminal terminal) {
    terminal.line(
        "%d added, %d changed, %d removed, %d embedded in %d ms"
            .formatted(
                report.path("added").asInt(),
                report.path("changed").asInt(),
                report.path("removed").asInt(),
                report.path("embedded").asInt(),
                report.path("tookMs").asInt()));
    for (var change : report.path("changes")) {
      terminal.line(terminal.strong(PlainText.line(change.path("backend").asString(""))));
      names("  + ", change.path("added"), terminal);
      names("  ~ ", change.path("changed"), terminal);
      names("  - ", change.path("removed"), terminal);
    }
    report
        .path("failedBackends")
        .forEach(name -> terminal.line(terminal.bad("did not answer: ") + name.asString("")));
  }

  private static void names(String sign, JsonNode names, Terminal terminal) {
    names
        .valueStream()
        .limit(MOST_NAMES)
        .forEach(name -> terminal.line(sign + PlainText.line(name.asString(""))));
    if (names.size() > MOST_NAMES) {
      terminal.line("%sand %d more".formatted(sign, names.size() - MOST_NAMES));
    }
  }
}
