package dev.dowser.server.app;

import dev.dowser.server.app.call.ToolLines;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser tools}. */
@Command(
    name = "tools",
    description = "Lists the tools of a gateway by their names.",
    mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {
  @Mixin private final ClientOptions client = new ClientOptions();

  @Mixin private final JsonOption form = new JsonOption();

  @Option(names = "--server", paramLabel = "NAME", description = "Only tools of this backend.")
  private @Nullable String server;

  @Override
  public Integer call() {
    try (var gateway = client.open(new Readiness.Listing())) {
      var catalog = gateway.catalog();
      var shown = server == null ? catalog : only(server, catalog);
      if (server != null && shown.path("tools").isEmpty()) {
        refuseUnknown(server, gateway.status());
      }
      var terminal = Terminal.standard(System.getenv());
      if (form.isJson()) {
        terminal.line(Json.text(shown));
      } else {
        shown.path("tools").forEach(tool -> terminal.line(line(tool)));
      }
      return 0;
    }
  }

  private static JsonNode only(String server, JsonNode catalog) {
    var shown = (ObjectNode) catalog.deepCopy();
    var tools = shown.putArray("tools");
    for (var tool : catalog.path("tools")) {
      if (tool.path("backend").asString("").equals(server)) {
        tools.add(tool);
      }
    }
    return shown;
  }

  private static void refuseUnknown(String server, JsonNode status) {
    var names =
        status.path("backends").valueStream().map(one -> one.path("name").asString("")).toList();
    if (!names.contains(server)) {
      throw new CommandFailed(
          "no backend is called %s; there are: %s"
              .formatted(server, names.stream().collect(Collectors.joining(", "))));
    }
  }

  private static String line(JsonNode tool) {
    return ToolLines.of(tool.path("name").asString(""), tool.path("description").asString(""));
  }
}
