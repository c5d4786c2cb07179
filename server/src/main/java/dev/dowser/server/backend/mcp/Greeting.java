package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the handshake agreed on
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle).
 *
 * @param protocolVersion the revision the backend chose
 * @param card what the backend said of itself
 */
record Greeting(String protocolVersion, ServerCard card) {
  /** Revisions we understand; the first is proposed. */
  static final List<String> REVISIONS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  static final RpcMessage INITIALIZED =
      new RpcMessage.Notification("notifications/initialized", Json.object());

  /**
   * Asks for the session; the caller sends {@link #INITIALIZED} once it has taken note.
   *
   * @throws GatewayException with one of the {@code BACKEND_} codes
   */
  static Greeting exchange(RpcSession session, Wire wire, Duration limit) {
    var outcome = session.initialize(wire, params(), new Patience(limit, limit));
    return switch (outcome) {
      case CallOutcome.Answered(var result) -> read(result);
      case CallOutcome.Refused(var error) ->
          throw broken("it refused initialize: " + error.code() + " " + error.message());
      case CallOutcome.DeadlinePassed(var waited) ->
          throw unreachable("no answer to initialize within " + waited.toMillis() + " ms");
      case CallOutcome.Unavailable(var reason, var _) -> throw unreachable(reason);
      case CallOutcome.Cancelled() -> throw unreachable("the handshake was broken off");
    };
  }

  /** Waits until the backend has {@link #INITIALIZED}. */
  static void awaitTaken(CompletableFuture<Void> sent, Duration limit) {
    try {
      var _ = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(ErrorCode.BACKEND_UNREACHABLE, "the handshake was broken off", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new GatewayException(
          ErrorCode.BACKEND_UNREACHABLE, "it did not take notifications/initialized", e);
    }
  }

  private static ObjectNode params() {
    var params = Json.object().put("protocolVersion", REVISIONS.getFirst());
    params.set("capabilities", Json.object());
    params.set("clientInfo", Json.object().put("name", "dowser").put("version", version()));
    return params;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Greeting.class.getPackage().getImplementationVersion(), "development");
  }

  private static Greeting read(JsonNode result) {
    var revision = result.path("protocolVersion").asString("");
    if (!REVISIONS.contains(revision)) {
      throw broken("it speaks protocol revision '" + revision + "', expected one of " + REVISIONS);
    }
    var server = result.path("serverInfo");
    return new Greeting(
        revision,
        new ServerCard(
            server.path("name").asString(""),
            server.path("title").asString(""),
            result.path("instructions").asString(""),
            capabilities(result.path("capabilities"))));
  }

  private static Set<Capability> capabilities(JsonNode declared) {
    var capabilities = EnumSet.noneOf(Capability.class);
    for (var capability : Capability.values()) {
      if (isDeclared(declared, capability)) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }

  private static boolean isDeclared(JsonNode declared, Capability capability) {
    return switch (capability) {
      case TOOLS -> declared.hasNonNull("tools");
      case PROMPTS -> declared.hasNonNull("prompts");
      case RESOURCES -> declared.hasNonNull("resources");
      case SUBSCRIPTIONS -> declared.path("resources").path("subscribe").asBoolean(false);
      case COMPLETIONS -> declared.hasNonNull("completions");
    };
  }

  private static GatewayException broken(String message) {
    return new GatewayException(ErrorCode.BACKEND_BROKEN, message);
  }

  private static GatewayException unreachable(String message) {
    return new GatewayException(ErrorCode.BACKEND_UNREACHABLE, message);
  }
}
