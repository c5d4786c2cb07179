package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool rendered in the forms of an answer, from rich to poor, each with its tokens.
 *
 * @param signature all parameters
 * @param gist first sentence of the description, may be empty
 * @param full signature and first sentence
 * @param brief a few optional parameters and the beginning of the sentence
 * @param bare required parameters only
 * @param name the name only, with a hint that parameters exist
 */
record ToolCard(Signature signature, String gist, Block full, Block brief, Block bare, Block name) {
  private static final int FULL_OPTIONAL = 6;
  private static final int BRIEF_OPTIONAL = 3;
  private static final int FULL_WIDTH = 110;
  private static final int BRIEF_WIDTH = 60;

  static ToolCard of(ExposedTool tool) {
    var signature = Signature.of(tool.name(), inputSchema(tool));
    var description = tool.tool().description();
    var gist =
        PlainText.gist(description.isBlank() ? tool.tool().title() : description, FULL_WIDTH);
    return new ToolCard(
        signature,
        gist,
        block(signature.text(FULL_OPTIONAL), gist),
        block(signature.text(BRIEF_OPTIONAL), PlainText.cut(gist, BRIEF_WIDTH)),
        block(signature.text(0), ""),
        block(tool.name() + "(...)", ""));
  }

  private static Block block(String signature, String gist) {
    return Block.of(gist.isEmpty() ? signature : signature + " // " + gist);
  }

  /** The input schema of the definition, an empty object if it has none. */
  static JsonNode inputSchema(ExposedTool tool) {
    var schema = Json.parse(tool.tool().definition()).path("inputSchema");
    return schema.isObject() ? schema : Json.object();
  }

  /** The whole definition as far as a caller needs it. */
  static ObjectNode definition(ExposedTool tool) {
    var definition = Json.object().put("name", tool.name());
    if (!tool.tool().description().isEmpty()) {
      definition.put("description", tool.tool().description());
    }
    return definition.set("inputSchema", inputSchema(tool));
  }
}
