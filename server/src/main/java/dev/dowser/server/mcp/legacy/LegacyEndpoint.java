package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.mcp.Answers;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.mcp.McpEndpoint;
import dev.dowser.server.mcp.PendingReply;
import dev.dowser.server.mcp.Reply;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.AskedMode;
import dev.dowser.server.session.Revision;
import dev.dowser.server.session.Session;
import dev.dowser.server.session.Sessions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Streamable HTTP as the 2025 revisions define it
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/transports). Events carry no ids,
 * since nothing is replayed: an id would promise that a broken stream can be resumed.
 */
public final class LegacyEndpoint implements McpEndpoint {
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final String INITIALIZE = "initialize";
  private static final String PING = "ping";

  private final Sessions sessions;
  private final Heartbeats heartbeats;
  private final Surfaces surfaces;
  private final Handshake handshake;
  private final UpdateNotices updates;
  private final SessionMethods methods;
  private final Heartbeats.Beat sweeping;

  /**
   * Serves a virtual server.
   *
   * @param server whose catalog's changes are announced
   * @param surfaces what clients see of its tools
   * @param material what clients see besides tools
   * @param version of this program
   */
  public LegacyEndpoint(
      VirtualServer server,
      Surfaces surfaces,
      MaterialSurface material,
      Sessions sessions,
      Heartbeats heartbeats,
      String version) {
    this.sessions = sessions;
    this.heartbeats = heartbeats;
    this.surfaces = surfaces;
    this.handshake = new Handshake(server.name(), version, material);
    this.updates = new UpdateNotices(material, heartbeats);
    this.methods = new SessionMethods(surfaces, new MaterialMethods(material, updates));
    this.sweeping = heartbeats.every(SWEEP, sessions::sweep);
    surfaces.all().stream()
        .filter(ToolSurface::followsCatalog)
        .forEach(surface -> announceTools(server, surface));
    announce(server, "prompts", ListView::prompts, _ -> true);
    announce(server, "resources", ListView::resources, _ -> true);
  }

  private void announceTools(VirtualServer server, ToolSurface surface) {
    announce(
        server,
        "tools",
        catalog -> ListView.tools(catalog, surface::lists),
        session -> surfaces.of(session).equals(surface));
  }

  private void announce(
      VirtualServer server,
      String list,
      Function<Catalog, List<?>> shown,
      Predicate<Session> whose) {
    var notices =
        new ListNotices(
            list, server.catalog(), shown, notice -> sessions.tell(whose, notice), heartbeats);
    server.onCatalogChange(notices::changed);
  }

  @Override
  public void post(Head head, byte[] body, Reply reply) {
    JsonNode json;
    try {
      json = parse(body);
    } catch (GatewayException e) {
      refuse(reply, 400, Answers.error(Json.object().nullNode(), e));
      return;
    }
    try {
      take(head, RpcMessage.read(json), reply);
    } catch (GatewayException e) {
      refuse(reply, 400, Answers.error(idOf(json), e));
    }
  }

  private void take(Head head, RpcMessage message, Reply reply) {
    var asked = surfaces.asked(head.modes());
    if (message instanceof RpcMessage.Request request && request.method().equals(INITIALIZE)) {
      initialize(request, asked, reply);
      return;
    }
    checkRevision(head);
    if (message instanceof RpcMessage.Request request
        && request.method().equals(PING)
        && head.sessionId().isEmpty()) {
      new PendingReply(reply, _ -> true, _ -> {})
          .answer(new RpcMessage.Result(request.id(), Json.object()));
      return;
    }
    var session = session(head, reply);
    if (session.isEmpty()) {
      return;
    }
    switch (message) {
      case RpcMessage.Request request -> answer(session.get(), request, reply);
      case RpcMessage.Notification notification -> {
        methods.hear(session.get(), notification);
        reply.empty(202);
      }
      case RpcMessage.Result _, RpcMessage.Failed _ -> reply.empty(202);
    }
  }

  private void initialize(RpcMessage.Request request, Optional<AskedMode> asked, Reply reply) {
    Handshake.Agreed agreed;
    try {
      agreed = handshake.with(request.params(), surfaces.of(asked), asked);
    } catch (GatewayException e) {
      refuse(reply, 200, Answers.error(request.id(), e));
      return;
    }
    var session = sessions.open(agreed.negotiated());
    var answer = new RpcMessage.Result(request.id(), agreed.result());
    reply.opened(session.id(), Json.bytes(answer.toJson()));
  }

  private void answer(Session session, RpcMessage.Request request, Reply reply) {
    var pending =
        new PendingReply(
            reply,
            notification -> methods.isWanted(session, notification),
            ended -> session.finish(request.id(), ended));
    if (!session.begin(request.id(), pending)) {
      throw new GatewayException(
          ErrorCode.BAD_REQUEST,
          "a request with id " + request.id() + " is in flight in this session already");
    }
    try (var _ = heartbeats.start(pending::heartbeat)) {
      methods.answer(session, request, pending).ifPresentOrElse(pending::answer, pending::drop);
    } catch (RuntimeException e) {
      pending.answer(Answers.failed(request.id(), request.method(), e));
    } catch (Error e) {
      pending.answer(Answers.error(request.id(), ErrorCode.INTERNAL, "internal error"));
      throw e;
    }
  }

  @Override
  public void listen(Head head, Reply reply) {
    try {
      checkRevision(head);
      var _ = surfaces.asked(head.modes());
      session(head, reply).ifPresent(session -> new SessionStream(session, heartbeats).open(reply));
    } catch (GatewayException e) {
      refuse(reply, 400, Answers.error(Json.object().nullNode(), e));
    }
  }

  @Override
  public void delete(Head head, Reply reply) {
    try {
      checkRevision(head);
      var _ = surfaces.asked(head.modes());
      if (sessions.end(sessionId(head))) {
        reply.empty(204);
      } else {
        refuseUnknown(reply);
      }
    } catch (GatewayException e) {
      refuse(reply, 400, Answers.error(Json.object().nullNode(), e));
    }
  }

  @Override
  public void close() {
    sweeping.close();
    sessions.closeStreams();
  }

  private Optional<Session> session(Head head, Reply reply) {
    var session = sessions.find(sessionId(head));
    session.ifPresentOrElse(updates::resume, () -> refuseUnknown(reply));
    return session;
  }

  private static String sessionId(Head head) {
    return head.sessionId()
        .orElseThrow(() ->
            new GatewayException(
                ErrorCode.BAD_REQUEST,
                "the header Mcp-Session-Id is missing; send initialize first and use the id it answers"));
  }

  /** No header means the session's revision, or 2025-03-26. */
  private static void checkRevision(Head head) {
    var text = head.revision();
    if (text.isPresent() && Revision.of(text.get()).isEmpty()) {
      throw new GatewayException(
          ErrorCode.BAD_REQUEST,
          "MCP-Protocol-Version must be one of %s"
              .formatted(
                  String.join(
                      ", ", Arrays.stream(Revision.values()).map(Revision::text).toList())));
    }
  }

  private static JsonNode parse(byte[] body) {
    if (body.length == 0) {
      throw new GatewayException(
          ErrorCode.NOT_JSON, "the body is empty, a JSON-RPC message is expected");
    }
    try {
      return Json.parse(body);
    } catch (JacksonException e) {
      var at = e.getLocation();
      var place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new GatewayException(ErrorCode.NOT_JSON, "the body is not JSON" + place, e);
    }
  }

  private static JsonNode idOf(JsonNode json) {
    var id = json.path("id");
    return id.isString() || id.isIntegralNumber() ? id : Json.object().nullNode();
  }

  private static void refuseUnknown(Reply reply) {
    refuse(reply, 404, Handshake.sessionUnknown());
  }

  private static void refuse(Reply reply, int status, RpcMessage.Failed error) {
    reply.json(status, Json.bytes(error.toJson()));
  }
}
