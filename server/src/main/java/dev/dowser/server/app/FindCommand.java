package dev.dowser.server.app;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser find}. */
@Command(
    name = "find",
    description = "Finds tools of a running gateway, as find_tool answers an agent.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: dowser find \"read a file\" --limit 3",
      "         dowser find \"read a file\" --explain"
    })
final class FindCommand implements Callable<Integer> {
  @Mixin private final ClientOptions client = new ClientOptions();

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
    if (explain) {
      return explained();
    }
    try (var gateway = GatewayClient.open(client.url())) {
      var result = gateway.callTool("find_tool", arguments(), progress -> {});
      return ResultText.print(result, client.json());
    }
  }

  private int explained() {
    if (detail != null && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--detail is for answers to agents, not for --explain");
    }
    try (var gateway = GatewayClient.open(client.url())) {
      var answer = gateway.admin(explainPath(), Optional.empty(), client.token());
      var terminal = Terminal.standard(System.getenv());
      if (client.json()) {
        terminal.line(Json.text(answer));
      } else {
        ExplainText.lines(answer, terminal).forEach(terminal::line);
      }
      return 0;
    }
  }

  private String explainPath() {
    var path = new StringBuilder("/admin/find?explain=true");
    for (var query : queries == null ? List.<String>of() : queries) {
      path.append("&q=").append(encoded(query));
    }
    if (limit != null) {
      path.append("&limit=").append(limit);
    }
    if (server != null) {
      path.append("&server=").append(encoded(server));
    }
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
