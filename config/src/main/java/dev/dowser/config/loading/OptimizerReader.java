package dev.dowser.config.loading;

import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.key.Mention;
import dev.dowser.config.key.OptimizerKeys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code optimizer}. */
final class OptimizerReader {

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
            section.value(OptimizerKeys.MAX_TOOLS_TO_RETURN).orElse(defaults.maxToolsToReturn()),
            section.value(OptimizerKeys.MAX_TOKENS).orElse(defaults.maxTokens()),
            section.value(OptimizerKeys.DETAIL).orElse(defaults.detail()),
            section.value(OptimizerKeys.FIND_TOOL_DESCRIPTION),
            section.value(OptimizerKeys.OVERVIEW_TOKENS).orElse(defaults.overviewTokens()),
            section
                .field(OptimizerKeys.PINNED_TOOLS)
                .map(OptimizerReader::pinned)
                .orElseGet(List::of),
            section.value(OptimizerKeys.ALLOW_MODE_OVERRIDE).orElse(defaults.allowModeOverride()));
    notYet(section);
    section.finish();
    return settings;
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
        .value(OptimizerKeys.MAX_RESULT_TOKENS)
        .filter(text -> !text.equals("off") && !text.equals("0"))
        .ifPresent(_ -> section.asksForMore(OptimizerKeys.MAX_RESULT_TOKENS, Mention.NOT_BUILT));
  }
}
