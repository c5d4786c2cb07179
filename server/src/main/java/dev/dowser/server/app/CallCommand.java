package dev.dowser.server.app;

import dev.dowser.server.app.call.ArgumentReader;
import dev.dowser.server.app.call.CallProgress;
import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.call.SavedParts;
import dev.dowser.server.app.shell.FormatOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser call}. */
@Command(
    name = "call",
    description = "Calls a tool, as call_tool does for an agent.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Values are read by the tool's schema: a=2 is a number where it wants one. A list is JSON, or",
      "the argument several times; an object is JSON. KEY=@FILE takes the content of a file, KEY=@-",
      "standard input, KEY=@@text the text \"@text\".",
      "",
      "Examples: dowser call everything_get-sum --arg a=2 --arg b=40",
      "          dowser call notes_write --arg title=Plan --arg text=@plan.md",
      "          dowser call notes_write --json '{\"title\": \"Plan\"}' --config dowser.yaml",
      "",
      "Exit code: 0, or 1 if the tool answers an error."
    })
final class CallCommand implements Callable<Integer> {
  private static final String CALL_TOOL = "call_tool";
  private static final String FIND_TOOL = "find_tool";
  private static final int ANY_SCHEMA = 1_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Mixin private final FormatOption form = new FormatOption();

  @Parameters(paramLabel = "TOOL", description = "Name as find or tools shows it.")
  private @Nullable String named;

  @Option(
      names = "--arg",
      paramLabel = "KEY=VALUE",
      description = "One argument. May be repeated, also with the same key.")
  private List<String> pairs = List.of();

  @Option(
      names = {"-J", "--json", "--arguments"},
      paramLabel = "JSON",
      description = "All arguments as one JSON object, or @FILE or @- with it; --arg adds to it.")
  private @Nullable String arguments;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Save images, audio and other bytes of the result there.")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    for (var pair : pairs) {
      if (pair.indexOf('=') < 1) {
        throw wrong("--arg is KEY=VALUE, got \"" + pair + "\"");
      }
    }
    try (var gateway = client.open(new Readiness.Calling(tool()))) {
      var listed = gateway.listed();
      var given = arguments(gateway, listed);
      return print(called(gateway, listed, given));
    }
  }

  private String tool() {
    return String.valueOf(named);
  }

  private ObjectNode arguments(OpenGateway gateway, List<JsonNode> listed) {
    var schema = pairs.isEmpty() ? Json.object().path("none") : schema(gateway, listed);
    var reader = new ArgumentReader(schema, System.in);
    return reader.add(pairs, arguments == null ? Json.object() : reader.whole(arguments));
  }

  /** The tool's input schema; a missing node if nobody tells. */
  private JsonNode schema(OpenGateway gateway, List<JsonNode> listed) {
    var shown = named(tool(), listed);
    if (shown.isPresent() || named(FIND_TOOL, listed).isEmpty()) {
      return shown.orElseGet(Json::object).path("inputSchema");
    }
    var question = Json.object().put("query", tool()).put("detail", "schema").put("limit", 1);
    question.put("structured", true).put("max_tokens", ANY_SCHEMA);
    var found = gateway.callTool(FIND_TOOL, question, _ -> {}).path("structuredContent");
    var first = found.path("tools").path(0);
    return isMeant(first.path("name").asString(""))
        ? first.path("inputSchema")
        : first.path("none");
  }

  /** call_tool mends names by case and prefix. */
  private boolean isMeant(String name) {
    return name.equalsIgnoreCase(tool())
        || name.regionMatches(
            true,
            Math.max(0, name.length() - tool().length() - 1),
            "_" + tool(),
            0,
            tool().length() + 1);
  }

  private static Optional<JsonNode> named(String name, List<JsonNode> listed) {
    return listed.stream().filter(one -> one.path("name").asString("").equals(name)).findFirst();
  }

  private ObjectNode called(OpenGateway gateway, List<JsonNode> listed, ObjectNode given) {
    try (var progress = new CallProgress(Terminal.errors(System.getenv()))) {
      if (named(CALL_TOOL, listed).isEmpty()) {
        return gateway.callTool(tool(), given, progress);
      }
      var request = Json.object().put("name", tool());
      request.set("arguments", given);
      return gateway.callWhole(CALL_TOOL, request, progress);
    }
  }

  private int print(ObjectNode result) {
    var text = new ResultText(parts()).text(result);
    var terminal = Terminal.standard(System.getenv());
    if (form.isJson()) {
      terminal.line(Json.text(result));
    } else {
      terminal.line((Terminal.isInteractive() ? ResultText.harmless(text) : text).stripTrailing());
    }
    return result.path("isError").asBoolean(false) ? 1 : 0;
  }

  private Optional<SavedParts> parts() {
    return Optional.ofNullable(folder).map(to -> new SavedParts(to, tool()));
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), text);
  }
}
