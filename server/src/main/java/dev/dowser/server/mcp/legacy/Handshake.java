package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.AskedMode;
import dev.dowser.server.session.ClientCapability;
import dev.dowser.server.session.Negotiated;
import dev.dowser.server.session.Revision;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code initialize}: settles revision and capabilities; touches no backend. */
final class Handshake {
  /** What the SDKs' servers send with 404; clients that initialize anew look for the status. */
  private static final int SESSION_UNKNOWN = -32001;

  private final String name;
  private final String version;
  private final MaterialSurface material;

  Handshake(String name, String version, MaterialSurface material) {
    this.name = name;
    this.version = version;
    this.material = material;
  }

  /**
   * How it ended.
   *
   * @param result of the request
   */
  record Agreed(Negotiated negotiated, ObjectNode result) {}

  /**
   * Agrees.
   *
   * @param surface what the session will see
   * @param mode the one that the client chose, if it might
   */
  Agreed with(ObjectNode params, ToolSurface surface, Optional<AskedMode> mode) {
    var asked = params.path("protocolVersion");
    if (!asked.isString()) {
      throw new GatewayException(
          ErrorCode.BAD_PARAMETERS, "params.protocolVersion must be a string such as 2025-11-25");
    }
    var revision = Revision.of(asked.asString()).orElse(Revision.NEWEST);
    return new Agreed(
        new Negotiated(revision, capabilities(params.path("capabilities")), mode),
        result(revision, surface));
  }

  static RpcMessage.Failed sessionUnknown() {
    return new RpcMessage.Failed(
        Json.object().nullNode(),
        new RpcError(SESSION_UNKNOWN, "session not found; send initialize to open one", null));
  }

  private ObjectNode result(Revision revision, ToolSurface surface) {
    var result = Json.object().put("protocolVersion", revision.text());
    var capabilities = result.putObject("capabilities");
    capabilities.putObject("tools").put("listChanged", surface.followsCatalog());
    capabilities.putObject("logging");
    declare(material.capabilities(), capabilities);
    result.putObject("serverInfo").put("name", name).put("version", version);
    var instructions = surface.instructions();
    return instructions.isEmpty() ? result : result.put("instructions", instructions);
  }

  private static void declare(Set<Capability> offered, ObjectNode capabilities) {
    if (offered.contains(Capability.PROMPTS)) {
      capabilities.putObject("prompts").put("listChanged", true);
    }
    if (offered.contains(Capability.RESOURCES)) {
      capabilities
          .putObject("resources")
          .put("subscribe", offered.contains(Capability.SUBSCRIPTIONS))
          .put("listChanged", true);
    }
    if (offered.contains(Capability.COMPLETIONS)) {
      capabilities.putObject("completions");
    }
  }

  private static Set<ClientCapability> capabilities(JsonNode declared) {
    var capabilities = EnumSet.noneOf(ClientCapability.class);
    for (var capability : ClientCapability.values()) {
      if (declared.path(capability.member()).isObject()) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }
}
