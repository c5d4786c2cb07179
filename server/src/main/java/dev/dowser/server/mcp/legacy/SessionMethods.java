package dev.dowser.server.mcp.legacy;

import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.mcp.Answers;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.LogLevel;
import dev.dowser.server.session.Session;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a client may ask and tell inside a session. */
final class SessionMethods {
  private final Surfaces surfaces;
  private final MaterialMethods material;

  SessionMethods(Surfaces surfaces, MaterialMethods material) {
    this.surfaces = surfaces;
    this.material = material;
  }

  /** The answer; none if the client took the request back. */
  Optional<RpcMessage> answer(Session session, RpcMessage.Request request, Caller waiting) {
    var params = request.params();
    var caller = new SessionCaller(session, waiting);
    var surface = surfaces.of(session);
    return switch (request.method()) {
      case "tools/call" -> Answers.toCall(request.id(), surface.call(params, caller));
      case "tools/list" -> result(request, tools(surface, params, caller));
      case "ping" -> result(request, Json.object());
      case "logging/setLevel" -> {
        session.logLevel(level(params));
        yield result(request, Json.object());
      }
      default -> material.answer(session, request, caller);
    };
  }

  /** Takes note; what is unknown or malformed is ignored, as the specification wants. */
  void hear(Session session, RpcMessage.Notification notification) {
    if (notification.method().equals("notifications/cancelled")) {
      var id = notification.params().path("requestId");
      session.cancel(id, notification.params().path("reason").asString(""));
    }
  }

  /** Whether the client wants to see this notification: log messages have a least severity. */
  boolean isWanted(Session session, RpcMessage.Notification notification) {
    return !notification.method().equals("notifications/message")
        || LogLevel.of(notification.params().path("level").asString(""))
            .map(level -> level.compareTo(session.logLevel()) >= 0)
            .orElse(true);
  }

  private static ObjectNode tools(ToolSurface surface, ObjectNode params, Caller caller) {
    if (params.hasNonNull("cursor")) {
      throw new GatewayException(
          ErrorCode.BAD_PARAMETERS,
          "params.cursor is unknown; all tools come in one page, without a cursor");
    }
    var result = Json.object();
    result.putArray("tools").addAll(surface.definitions());
    surface.listed(caller);
    return result;
  }

  private static LogLevel level(ObjectNode params) {
    return LogLevel.of(params.path("level").asString(""))
        .orElseThrow(() ->
            new GatewayException(
                ErrorCode.BAD_PARAMETERS,
                "params.level must be one of "
                    + String.join(
                        ", ", Arrays.stream(LogLevel.values()).map(LogLevel::text).toList())));
  }

  private static Optional<RpcMessage> result(RpcMessage.Request request, ObjectNode result) {
    return Optional.of(new RpcMessage.Result(request.id(), result));
  }
}
