package dev.dowser.server.schema;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;

/** Where a tool's definition says what a call may have. */
public final class InputSchema {

  private InputSchema() {}

  /** The input schema of the definition, an empty object if it has none. */
  public static JsonNode of(ExposedTool tool) {
    var schema = Json.parse(tool.tool().definition()).path("inputSchema");
    return schema.isObject() ? schema : Json.object();
  }
}
