package dev.dowser.config.loading;

import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.key.OptimizerKeys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code optimizer}. */
final class OptimizerReader {

  private static final Set<String> ALWAYS_LISTED = Set.of("find_tool", "call_tool");
  private static final String READ_RESULT = "read_result";

  private OptimizerReader() {}

  static OptimizerSettings read(Optional<Section> present) {
    var defaults = OptimizerSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var maxResultTokens =
        section.value(OptimizerKeys.MAX_RESULT_TOKENS).orElse(defaults.maxResultTokens());
    var settings =
        new OptimizerSettings(
            section.value(OptimizerKeys.MAX_TOOLS_TO_RETURN).orElse(defaults.maxToolsToReturn()),
            section.value(OptimizerKeys.MAX_TOKENS).orElse(defaults.maxTokens()),
            section.value(OptimizerKeys.DETAIL).orElse(defaults.detail()),
            section.value(OptimizerKeys.FIND_TOOL_DESCRIPTION),
            section.value(OptimizerKeys.OVERVIEW_TOKENS).orElse(defaults.overviewTokens()),
            section
                .field(OptimizerKeys.PINNED_TOOLS)
                .map(list -> pinned(list, maxResultTokens.isPresent()))
                .orElseGet(List::of),
            maxResultTokens,
            section.value(OptimizerKeys.ALLOW_MODE_OVERRIDE).orElse(defaults.allowModeOverride()));
    section.finish();
    return settings;
  }

  private static List<String> pinned(Field list, boolean readsResults) {
    var names = new LinkedHashSet<String>();
    for (var item : list.items()) {
      var name = item.text();
      if (name.filter(ALWAYS_LISTED::contains).isPresent()) {
        item.refuse("is always listed");
      } else if (readsResults && name.filter(READ_RESULT::equals).isPresent()) {
        item.refuse("is no tool's name with maxResultTokens");
      } else if (name.isPresent() && !names.add(name.get())) {
        item.refuse("\"%s\" is pinned already".formatted(name.get()));
      }
    }
    return List.copyOf(names);
  }
}
