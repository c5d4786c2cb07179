package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.FormatOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser call}. */
@Command(
    name = "call",
    description = "Calls a tool through a running gateway, as call_tool does for an agent.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: dowser call everything_get-sum --arg a=2 --arg b=40",
      "Values are read by the tool's schema: a=2 becomes a number where it wants one."
    })
final class CallCommand implements Callable<Integer> {
  @Mixin private final ClientOptions client = new ClientOptions();

  @Mixin private final FormatOption form = new FormatOption();

  @Parameters(paramLabel = "TOOL", description = "Name as find or tools shows it.")
  private @Nullable String tool;

  @Option(
      names = "--arg",
      paramLabel = "KEY=VALUE",
      description = "One argument; lists and objects as JSON. May be repeated.")
  private @Nullable Map<String, String> pairs;

  @Option(
      names = {"-J", "--arguments"},
      paramLabel = "JSON",
      description = "All arguments as one JSON object; --arg adds to it.")
  private @Nullable String arguments;

  @Override
  public Integer call() {
    var request = Json.object().put("name", tool);
    request.set("arguments", arguments());
    try (var gateway = client.open(new Readiness.Calling(String.valueOf(tool)))) {
      return ResultText.print(
          gateway.callTool("call_tool", request, said -> show(said.params())), form.isJson());
    }
  }

  private static void show(JsonNode progress) {
    if (progress.has("progress")) {
      var total = progress.has("total") ? " of " + progress.path("total").asString() : "";
      var message = progress.has("message") ? ": " + progress.path("message").asString() : "";
      new Terminal(System.err, false)
          .line("progress " + progress.path("progress").asString() + total + message);
    }
  }

  private ObjectNode arguments() {
    var object = arguments == null ? Json.object() : parsed(arguments);
    if (pairs != null) {
      pairs.forEach((key, value) -> object.set(key, value(value)));
    }
    return object;
  }

  private static ObjectNode parsed(String json) {
    try {
      if (Json.parse(json) instanceof ObjectNode object) {
        return object;
      }
      throw new CommandFailed("--arguments must be a JSON object, got " + json);
    } catch (JacksonException fault) {
      throw new CommandFailed("--arguments is not JSON: " + fault.getOriginalMessage(), fault);
    }
  }

  private static JsonNode value(String text) {
    if (text.startsWith("[") || text.startsWith("{")) {
      try {
        return Json.parse(text);
      } catch (JacksonException plainText) {
        return Json.object().stringNode(text);
      }
    }
    return Json.object().stringNode(text);
  }
}
