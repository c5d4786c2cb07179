package dev.dowser.server.metatools;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;

/** A surface over a small catalog, and how tests call it. */
final class Surfaces {
  static final String ISSUE_SCHEMA =
      """
      {"type":"object","properties":{"repo":{"type":"string","description":"owner/name"},
      "title":{"type":"string"},"count":{"type":"integer"},"draft":{"type":"boolean"},
      "state":{"enum":["open","closed"]},"labels":{"type":"array","items":{"type":"string"},"default":[]}},
      "required":["repo","title"],"additionalProperties":false}
      """;

  final FakeVirtualServer server;
  final FindModeSurface surface;

  Surfaces(FakeVirtualServer server) {
    this(server, FindSettings.DEFAULT);
  }

  Surfaces(FakeVirtualServer server, FindSettings settings) {
    this.server = server;
    this.surface = new FindModeSurface(server, settings);
  }

  static FakeVirtualServer twoServers() {
    return new FakeVirtualServer()
        .backend("github", "GitHub", "Work with issues and pull requests. Second sentence.")
        .backend("files", "", "")
        .tool("github", "create_issue", "Creates an issue. It needs a repository.", ISSUE_SCHEMA)
        .tool("github", "get_issue", "Gets one issue.", "{\"type\":\"object\"}")
        .tool("github", "list_issues", "Lists the issues of a repository.", "{\"type\":\"object\"}")
        .tool("files", "read_file", "Reads a file.", "{\"type\":\"object\"}");
  }

  JsonNode find(String arguments) {
    return answered(MetaTools.FIND, arguments);
  }

  JsonNode callTool(String arguments) {
    return answered(MetaTools.CALL, arguments);
  }

  JsonNode answered(String name, String arguments) {
    return ((CallOutcome.Answered) call(name, arguments)).result();
  }

  CallOutcome call(String name, String arguments) {
    var params = Json.object().put("name", name).set("arguments", Json.parse(arguments));
    return surface.call(params, Caller.NONE);
  }

  static String text(JsonNode result) {
    return result.path("content").path(0).path("text").asString();
  }
}
