package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Definitions of the two tools. Every word is paid for by every client in every conversation, so
 * descriptions stand only where a name does not say it; schemas are flat because clients choke on
 * unions. A test holds both together under 250 tokens.
 */
final class MetaTools {
  static final String FIND = "find_tool";
  static final String CALL = "call_tool";

  private static final String FIND_DESCRIPTION =
      "Search tools by need; returns signatures for call_tool.";

  private static final JsonNode FIND_TOOL =
      Json.parse(
          """
          {"name":"find_tool","title":"Find tools","description":"",
          "inputSchema":{"type":"object","properties":{
          "query":{"type":"string","description":"A need; empty lists servers"},
          "queries":{"type":"array","items":{"type":"string"},"description":"More needs, or exact names"},
          "server":{"type":"string"},
          "limit":{"type":"integer","minimum":1,"maximum":50},
          "detail":{"type":"string","enum":["signature","schema","name"]},
          "max_tokens":{"type":"integer"},
          "read_only":{"type":"boolean"},
          "structured":{"type":"boolean"}},
          "required":["query"]},
          "annotations":{"readOnlyHint":true,"idempotentHint":true,"openWorldHint":false},
          "_meta":{"anthropic/alwaysLoad":true}}
          """);

  private static final JsonNode CALL_TOOL =
      Json.parse(
          """
          {"name":"call_tool","title":"Call tool","description":"Run a tool from find_tool.",
          "inputSchema":{"type":"object","properties":{
          "name":{"type":"string"},
          "arguments":{"type":"object"}},
          "required":["name"]},
          "annotations":{"readOnlyHint":false,"destructiveHint":true,"openWorldHint":true},
          "_meta":{"anthropic/alwaysLoad":true}}
          """);

  private MetaTools() {}

  /** The definition with the overview at the end of its description. */
  static ObjectNode findTool(String overview) {
    return findToolDescribed(
        overview.isEmpty() ? FIND_DESCRIPTION : FIND_DESCRIPTION + " " + overview);
  }

  static ObjectNode findToolDescribed(String description) {
    return ((ObjectNode) FIND_TOOL).deepCopy().put("description", description);
  }

  static ObjectNode callTool() {
    return ((ObjectNode) CALL_TOOL).deepCopy();
  }
}
