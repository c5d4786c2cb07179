package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.http.FindWish;
import dev.dowser.server.metatools.result.ResultLimit;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A gateway that the command line asks: a running one, or one of this process. One thread. */
interface OpenGateway extends AutoCloseable {
  /** The revision that the command line speaks. */
  String REVISION = "2025-11-25";

  /**
   * Asks as a client.
   *
   * @param heard gets the notifications that come before the answer
   * @throws CommandFailed if the gateway refuses or does not answer
   */
  ObjectNode request(String method, ObjectNode params, Consumer<RpcMessage.Notification> heard);

  /** The body of {@code GET /status}. */
  JsonNode status();

  /** The body of {@code GET /admin/catalog}. */
  JsonNode catalog();

  /** The body of {@code GET /admin/find}. */
  JsonNode find(FindWish wish);

  /** The body of {@code POST /admin/reindex}. */
  JsonNode reindex(Optional<String> backend, boolean full);

  /** Ends what this asking began. */
  @Override
  void close();

  /** Calls a tool of the gateway. */
  default ObjectNode callTool(
      String name, ObjectNode arguments, Consumer<RpcMessage.Notification> heard) {
    return request("tools/call", call(name, arguments), heard);
  }

  /** The same, however long the result is. */
  default ObjectNode callWhole(
      String name, ObjectNode arguments, Consumer<RpcMessage.Notification> heard) {
    var params = call(name, arguments);
    params.withObject("_meta").put(ResultLimit.WHOLE, true);
    return request("tools/call", params, heard);
  }

  private static ObjectNode call(String name, ObjectNode arguments) {
    var params = Json.object().put("name", name);
    params.set("arguments", arguments);
    params.putObject("_meta").put("progressToken", "cli");
    return params;
  }

  /** What {@code tools/list} shows. */
  default List<JsonNode> listed() {
    return request("tools/list", Json.object(), _ -> {}).path("tools").valueStream().toList();
  }

  /** The parameters of {@code initialize}. */
  static ObjectNode greeting() {
    var params = Json.object().put("protocolVersion", REVISION);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "dowser-cli").put("version", Version.CURRENT);
    return params;
  }

  /** The result in an answer; empty if the message is none. */
  static Optional<ObjectNode> result(RpcMessage message) {
    return switch (message) {
      case RpcMessage.Result(_, ObjectNode result) -> Optional.of(result);
      case RpcMessage.Failed(_, var error) ->
          throw new CommandFailed("the gateway refused: " + error.message());
      case RpcMessage _ -> Optional.empty();
    };
  }
}
