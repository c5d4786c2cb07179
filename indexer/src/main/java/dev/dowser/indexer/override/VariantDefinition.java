package dev.dowser.indexer.override;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a variant says of a tool into its definition, the parameters apart. */
final class VariantDefinition {
  /** Keeps the digits of numbers, as long as they are. */
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private VariantDefinition() {}

  static void write(Variant variant, ObjectNode definition) {
    variant.title().ifPresent(title -> definition.put("title", title));
    variant.description().ifPresent(text -> definition.put("description", text));
    var set = variant.annotations();
    if (set.title().isPresent() || !set.hints().isEmpty()) {
      var annotations = definition.withObjectProperty("annotations");
      set.title().ifPresent(title -> annotations.put("title", title));
      set.hints().forEach(annotations::put);
    }
  }
}
