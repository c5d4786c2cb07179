package dev.dowser.server.app;

import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser find}. */
@Command(
    name = "find",
    description = "Finds tools of a running gateway, as find_tool answers an agent.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dowser find \"read a file\" --limit 3"})
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

  @Override
  public Integer call() {
    try (var gateway = GatewayClient.open(client.url())) {
      var result = gateway.callTool("find_tool", arguments(), progress -> {});
      return ResultText.print(result, client.json());
    }
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
