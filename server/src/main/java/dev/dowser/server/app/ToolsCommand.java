package dev.dowser.server.app;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dowser tools}. */
@Command(
    name = "tools",
    description = "Lists the tools of a running gateway.",
    mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {
  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(names = "--server", paramLabel = "NAME", description = "Only tools of this backend.")
  private @Nullable String server;

  @Override
  public Integer call() {
    try (var gateway = GatewayClient.open(client.url())) {
      var catalog = gateway.admin("/admin/catalog", Optional.empty(), client.token());
      var terminal = Terminal.standard(System.getenv());
      if (client.json()) {
        terminal.line(Json.text(catalog));
        return 0;
      }
      for (var tool : catalog.path("tools")) {
        var backend = tool.path("backend").asString("");
        if (server == null || server.equals(backend)) {
          terminal.line(
              "%-44s %s"
                  .formatted(
                      tool.path("name").asString(""),
                      firstLine(tool.path("description").asString(""))));
        }
      }
      return 0;
    }
  }

  private static String firstLine(String description) {
    var line = description.strip().lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }
}
