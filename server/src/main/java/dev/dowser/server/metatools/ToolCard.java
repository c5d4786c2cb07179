package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.metatools.signature.SignatureForms;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.InputSchema;
import dev.dowser.server.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool rendered in the forms of an answer, from rich to poor, each with its tokens.
 *
 * @param signature in all its forms
 * @param gist first sentence of the description, may be empty
 * @param forms by {@link Form}
 */
record ToolCard(SignatureForms signature, String gist, Map<Form, Block> forms) {
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
    var signature = SignatureForms.of(tool.name(), InputSchema.of(tool));
    var description = tool.tool().description();
    var gist =
        PlainText.gist(description.isBlank() ? tool.tool().title() : description, FULL_WIDTH);
    var said = GistWords.sayMoreThan(tool.name(), gist) ? gist : "";
    return new ToolCard(
        signature,
        gist,
        Map.of(
            Form.FULL, block(signature.full(), said),
            Form.BRIEF, block(signature.brief(), PlainText.cut(said, BRIEF_WIDTH)),
            Form.SHORT, block(signature.bare(), PlainText.cut(said, SHORT_WIDTH)),
            Form.BARE, block(signature.bare(), ""),
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

  /** The whole definition as far as a caller needs it. */
  static ObjectNode definition(ExposedTool tool) {
    var definition = Json.object().put("name", tool.name());
    if (!tool.tool().description().isEmpty()) {
      definition.put("description", tool.tool().description());
    }
    return definition.set("inputSchema", InputSchema.of(tool));
  }
}
