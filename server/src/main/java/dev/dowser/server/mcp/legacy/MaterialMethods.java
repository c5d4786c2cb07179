package dev.dowser.server.mcp.legacy;

import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.MaterialSurface.Kind;
import dev.dowser.server.mcp.Answers;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Session;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a client may ask of prompts, resources and templates. */
final class MaterialMethods {
  private final MaterialSurface surface;
  private final UpdateNotices notices;

  MaterialMethods(MaterialSurface surface, UpdateNotices notices) {
    this.surface = surface;
    this.notices = notices;
  }

  /**
   * The answer; none if the client took the request back.
   *
   * @throws GatewayException {@code UNKNOWN_METHOD} for every other method
   */
  Optional<RpcMessage> answer(Session session, RpcMessage.Request request, Caller caller) {
    var id = request.id();
    var params = request.params();
    return switch (request.method()) {
      case "prompts/list" -> list(request, Kind.PROMPTS, "prompts");
      case "resources/list" -> list(request, Kind.RESOURCES, "resources");
      case "resources/templates/list" -> list(request, Kind.TEMPLATES, "resourceTemplates");
      case "prompts/get" -> Answers.toRequest(id, surface.prompt(params, caller));
      case "resources/read" -> Answers.toRequest(id, surface.read(params, caller));
      case "completion/complete" -> Answers.toRequest(id, surface.complete(params, caller));
      case "resources/subscribe" ->
          Answers.toRequest(id, notices.subscribe(session, params, caller));
      case "resources/unsubscribe" ->
          Answers.toRequest(id, notices.unsubscribe(session, params, caller));
      default ->
          throw new GatewayException(
              ErrorCode.UNKNOWN_METHOD, "method not found: " + shortened(request.method()));
    };
  }

  private Optional<RpcMessage> list(RpcMessage.Request request, Kind kind, String member) {
    var page = surface.list(kind, request.params());
    ObjectNode result = Json.object();
    result.putArray(member).addAll(page.entries());
    page.next().ifPresent(cursor -> result.put("nextCursor", cursor));
    return Optional.of(new RpcMessage.Result(request.id(), result));
  }

  private static String shortened(String method) {
    return method.length() <= 100 ? method : method.substring(0, 100) + "...";
  }
}
