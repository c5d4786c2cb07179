package dev.dowser.config.loading;

import dev.dowser.config.NamingSettings;
import dev.dowser.config.NamingSettings.ConflictResolution;
import dev.dowser.config.key.AggregationKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code aggregation.conflictResolution} and {@code conflictResolutionConfig}. */
final class NamingReader {

  private NamingReader() {}

  static NamingSettings read(Section section, BackendNames backends) {
    var written = section.field(AggregationKeys.CONFLICT_RESOLUTION);
    var chosen = section.value(AggregationKeys.CONFLICT_RESOLUTION);
    var strategy = chosen.orElse(ConflictResolution.PREFIX);
    var config = section.section(AggregationKeys.CONFLICT_RESOLUTION_CONFIG);
    var format = config.flatMap(keys -> format(keys, strategy));
    var order = config.map(keys -> order(keys, strategy, backends)).orElseGet(List::of);
    config.ifPresent(Section::finish);
    if (strategy == ConflictResolution.PRIORITY && order.isEmpty()) {
      demandOrder(written, config);
    }
    return new NamingSettings(strategy, format.orElse(NamingSettings.DEFAULT_PREFIX_FORMAT), order);
  }

  private static void demandOrder(Optional<Field> strategy, Optional<Section> config) {
    var given =
        config
            .flatMap(keys -> keys.field(AggregationKeys.PRIORITY_ORDER))
            .filter(field -> !field.isEmpty());
    boolean misspelt =
        config.filter(keys -> keys.isMisspelt(AggregationKeys.PRIORITY_ORDER)).isPresent();
    if (given.isEmpty() && !misspelt) {
      strategy.ifPresent(field ->
          field.refuse(
              "priority needs conflictResolutionConfig.priorityOrder, a list of backends"));
    }
  }

  private static Optional<String> format(Section section, ConflictResolution strategy) {
    if (strategy == ConflictResolution.MANUAL) {
      section.withoutEffect(AggregationKeys.PREFIX_FORMAT, noEffect(strategy));
    }
    var format = section.value(AggregationKeys.PREFIX_FORMAT);
    return format.filter(_ -> strategy != ConflictResolution.MANUAL);
  }

  private static List<String> order(
      Section section, ConflictResolution strategy, BackendNames backends) {
    if (strategy != ConflictResolution.PRIORITY) {
      section.withoutEffect(AggregationKeys.PRIORITY_ORDER, noEffect(strategy));
      section
          .field(AggregationKeys.PRIORITY_ORDER)
          .ifPresent(list -> list.items().forEach(Field::text));
      return List.of();
    }
    var seen = new HashSet<String>();
    return section
        .field(AggregationKeys.PRIORITY_ORDER)
        .map(list ->
            list.items().stream()
                .flatMap(item -> member(item, backends).stream().filter(n -> isNew(item, n, seen)))
                .toList())
        .orElseGet(List::of);
  }

  private static Optional<String> member(Field item, BackendNames backends) {
    var name = item.text();
    name.ifPresent(text -> Names.warnIfUnknown(item, text, backends));
    return name;
  }

  private static boolean isNew(Field item, String name, Set<String> seen) {
    if (seen.add(name)) {
      return true;
    }
    item.refuse("\"%s\" stands in the order already".formatted(name));
    return false;
  }

  private static String noEffect(ConflictResolution strategy) {
    return "has no effect with conflictResolution: " + strategy.name().toLowerCase(Locale.ROOT);
  }
}
