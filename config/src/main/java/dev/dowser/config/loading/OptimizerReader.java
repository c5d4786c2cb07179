package dev.dowser.config.loading;

import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.OptimizerSettings.Detail;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code optimizer}. */
final class OptimizerReader {

  private static final String NOT_OURS =
      "has no effect here: the embedding model is built in and the ranking is our own";

  private static final Set<String> ALWAYS_LISTED = Set.of("find_tool", "call_tool");

  private OptimizerReader() {}

  static OptimizerSettings read(Optional<Section> present) {
    var defaults = OptimizerSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var settings =
        new OptimizerSettings(
            number(section, "maxToolsToReturn", 1, 50).orElse(defaults.maxToolsToReturn()),
            number(section, "maxTokens", 50, 100_000).orElse(defaults.maxTokens()),
            section
                .field("detail")
                .flatMap(field -> field.choice(Detail.class))
                .orElse(defaults.detail()),
            section.field("findToolDescription").flatMap(Field::text),
            number(section, "overviewTokens", 0, 10_000).orElse(defaults.overviewTokens()),
            section.field("pinnedTools").map(OptimizerReader::pinned).orElseGet(List::of));
    notYet(section);
    section.finish();
    return settings;
  }

  private static Optional<Integer> number(Section section, String key, int min, int max) {
    return section.field(key).flatMap(field -> field.wholeNumber(min, max));
  }

  private static List<String> pinned(Field list) {
    var names = new LinkedHashSet<String>();
    for (var item : list.items()) {
      var name = item.text();
      if (name.filter(ALWAYS_LISTED::contains).isPresent()) {
        item.refuse("is always listed");
      } else if (name.isPresent() && !names.add(name.get())) {
        item.refuse("\"%s\" is pinned already".formatted(name.get()));
      }
    }
    return List.copyOf(names);
  }

  private static void notYet(Section section) {
    section
        .field("maxResultTokens")
        .flatMap(Field::text)
        .filter(text -> !text.equals("off") && !text.equals("0"))
        .ifPresent(_ -> section.asksForMore("maxResultTokens", Section.NOT_BUILT));
    section
        .field("allowModeOverride")
        .flatMap(Field::flag)
        .filter(allowed -> allowed)
        .ifPresent(_ -> section.withoutEffect(Section.NO_EFFECT, "allowModeOverride"));
    section.withoutEffect(
        NOT_OURS,
        "embeddingService",
        "embeddingServiceTimeout",
        "embeddingProvider",
        "embeddingModel",
        "embeddingHeaders",
        "hybridSearchSemanticRatio",
        "semanticDistanceThreshold");
  }
}
