package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.rpc.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool rendered in the forms of an answer, from rich to poor, each with its tokens.
 *
 * @param signature all parameters
 * @param gist first sentence of the description, may be empty
 * @param forms by {@link Form}
 */
record ToolCard(Signature signature, String gist, Map<Form, Block> forms) {
  static final int FULL_OPTIONAL = 5;
  static final int BRIEF_OPTIONAL = 2;
  private static final int FULL_WIDTH = 110;
  private static final int BRIEF_WIDTH = 55;
  private static final int SHORT_WIDTH = 45;

  /** How much of a tool is shown. */
  enum Form {
    /** Signature and first sentence. */
    FULL,
    /** A few optional parameters and the beginning of the sentence. */
    BRIEF,
    /** Required parameters and the beginning of the sentence. */
    SHORT,
    /** Required parameters. */
    BARE,
    /** The name, with a hint that parameters may exist. */
    NAME
  }

  /** Copies the map. */
  ToolCard {
    forms = Map.copyOf(forms);
  }

  static ToolCard of(ExposedTool tool) {
    var schema = inputSchema(tool);
    var signature = Signature.of(tool.name(), schema);
    var terse = Signature.terse(tool.name(), schema);
    var description = tool.tool().description();
    var gist =
        PlainText.gist(description.isBlank() ? tool.tool().title() : description, FULL_WIDTH);
    var said = GistWords.sayMoreThan(tool.name(), gist) ? gist : "";
    return new ToolCard(
        signature,
        gist,
        Map.of(
            Form.FULL, block(signature.text(FULL_OPTIONAL), said),
            Form.BRIEF, block(terse.text(BRIEF_OPTIONAL), PlainText.cut(said, BRIEF_WIDTH)),
            Form.SHORT, block(terse.bare(), PlainText.cut(said, SHORT_WIDTH)),
            Form.BARE, block(terse.bare(), ""),
            Form.NAME, block(tool.name() + "(...)", "")));
  }

  /** The forms from this one on; those before it are this one too. */
  List<Block> from(Form richest) {
    return Arrays.stream(Form.values())
        .map(form -> richest.compareTo(form) > 0 ? richest : form)
        .map(form -> Objects.requireNonNull(forms.get(form)))
        .toList();
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
