package dev.dowser.server.app;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.call.ToolLines;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.http.FindWish;
import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
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

/** {@code dowser find}. */
@Command(
    name = "find",
    description = "Finds tools, as find_tool answers an agent.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: dowser find \"read a file\" --limit 3",
      "         dowser find \"read a file\" --explain",
      "         dowser find \"read a file\" --config dowser.yaml     without a running gateway"
    })
final class FindCommand implements Callable<Integer> {
  private static final String FIND_TOOL = "find_tool";
  private static final int DEFAULT_LIMIT = 8;
  private static final int MOST = 50;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Mixin private final JsonOption form = new JsonOption();

  @Parameters(
      paramLabel = "QUERY",
      arity = "1..*",
      description = "What the tool should do; several queries are several needs.")
  private @Nullable List<String> queries;

  @Option(names = "--limit", paramLabel = "N", description = "Most tools to show, 1..50.")
  private @Nullable Integer limit;

  @Option(names = "--server", paramLabel = "NAME", description = "Only tools of this backend.")
  private @Nullable String server;

  @Option(
      names = "--detail",
      paramLabel = "LEVEL",
      description = "signature (default), schema or name.")
  private @Nullable String detail;

  @Option(
      names = "--explain",
      description = {
        "Tell why each tool ranks where it does: words, fields, similarity, weights.",
        "Asks the admin endpoint; see --token-env."
      })
  private boolean explain;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw wrong("--limit is 1..%d, got %d".formatted(MOST, limit));
    }
    if (explain) {
      return explained();
    }
    try (var gateway = client.open(new Readiness.Finding())) {
      var listed = gateway.listed();
      var finds =
          listed.stream().anyMatch(tool -> tool.path("name").asString("").equals(FIND_TOOL));
      return finds ? asked(gateway) : lookedUp(gateway, listed);
    }
  }

  private int asked(OpenGateway gateway) {
    var result = gateway.callTool(FIND_TOOL, arguments(), _ -> {});
    var terminal = Terminal.standard(System.getenv());
    terminal.line(form.isJson() ? Json.text(result) : ResultText.of(result).stripTrailing());
    return result.path("isError").asBoolean(false) ? 1 : 0;
  }

  /** In mode {@code all} clients have no find_tool, but operators can find. */
  private int lookedUp(OpenGateway gateway, List<JsonNode> listed) {
    if (detail != null) {
      throw new CommandFailed("--detail is for mode find; here clients see all tools (mode all)");
    }
    return told(gateway.find(wish(false)), (answer, _) -> ToolLines.found(answer, listed));
  }

  private int explained() {
    if (detail != null) {
      throw wrong("--detail is for answers to agents, not for --explain");
    }
    var wish = wish(true);
    try (var gateway = client.open(new Readiness.Finding())) {
      return told(gateway.find(wish), ExplainText::lines);
    }
  }

  /** An operators' answer, as it is or in lines for people. */
  private int told(JsonNode answer, BiFunction<JsonNode, Terminal, List<String>> lines) {
    var terminal = Terminal.standard(System.getenv());
    var shown = form.isJson() ? List.of(Json.text(answer)) : lines.apply(answer, terminal);
    shown.forEach(terminal::line);
    return 0;
  }

  private FindWish wish(boolean explained) {
    var needs = queries == null ? List.<String>of() : queries;
    try {
      var only = Optional.ofNullable(server).map(BackendId::new);
      return new FindWish(
          Optional.empty(), needs, only, limit == null ? DEFAULT_LIMIT : limit, explained);
    } catch (IllegalArgumentException fault) {
      throw wrong("--server is the name of a backend, got \"" + server + "\"");
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), text);
  }

  private ObjectNode arguments() {
    var arguments = Json.object();
    if (queries == null || queries.size() == 1) {
      arguments.put("query", queries == null ? "" : queries.getFirst());
    } else {
      var needs = arguments.put("query", "").putArray("queries");
      queries.forEach(needs::add);
    }
    if (limit != null) {
      arguments.put("limit", limit);
    }
    if (server != null) {
      arguments.put("server", server);
    }
    if (detail != null) {
      arguments.put("detail", detail);
    }
    return arguments;
  }
}
