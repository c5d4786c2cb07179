package dev.dowser.config.loading;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.WorkloadTools;
import dev.dowser.config.key.AggregationKeys;
import dev.dowser.config.key.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code aggregation}. */
final class AggregationReader {

  private AggregationReader() {}

  static AggregationSettings read(Optional<Section> present, BackendNames backends) {
    if (present.isEmpty()) {
      return AggregationSettings.defaults();
    }
    var section = present.get();
    var naming = NamingReader.read(section, backends);
    var tools =
        section.field(AggregationKeys.TOOLS).map(f -> tools(f, backends)).orElseGet(List::of);
    var excludeAll = section.value(AggregationKeys.EXCLUDE_ALL_TOOLS);
    var visibility = section.value(AggregationKeys.DEFAULT_TOOL_VISIBILITY);
    section.finish();
    var settings =
        new AggregationSettings(
            naming, tools, excludeAll.orElse(false), visibility.orElse(Visibility.ALLOW));
    refuseHiddenPriority(section, settings);
    return settings;
  }

  /** A backend that has priority and shows nothing would take names away from those that do. */
  private static void refuseHiddenPriority(Section section, AggregationSettings settings) {
    if (settings.defaultToolVisibility() != Visibility.DENY) {
      return;
    }
    var shown = settings.tools().stream().map(WorkloadTools::workload).toList();
    settings.naming().priorityOrder().stream()
        .filter(name -> !shown.contains(name))
        .forEach(name ->
            section
                .field(AggregationKeys.DEFAULT_TOOL_VISIBILITY)
                .ifPresent(field ->
                    field.refuse(
                        "deny hides the tools of \"%s\", which stands in priorityOrder; give it an entry in tools"
                            .formatted(name))));
  }

  private static List<WorkloadTools> tools(Field list, BackendNames backends) {
    var tools = new ArrayList<WorkloadTools>();
    var seen = new HashSet<String>();
    for (var item : list.items()) {
      item.root().flatMap(section -> workload(section, backends, seen)).ifPresent(tools::add);
    }
    return tools;
  }

  private static Optional<WorkloadTools> workload(
      Section section, BackendNames backends, Set<String> seen) {
    var workload =
        section
            .required(AggregationKeys.WORKLOAD, "the name of a backend")
            .flatMap(field -> name(field, backends, seen));
    var filter = section.values(AggregationKeys.FILTER, Values.TEXT);
    var excludeAll = section.value(AggregationKeys.EXCLUDE_ALL).orElse(false);
    var overrides =
        section.section(AggregationKeys.OVERRIDES).map(OverrideReader::read).orElseGet(Map::of);
    section.finish();
    return workload.map(name -> new WorkloadTools(name, filter, excludeAll, overrides));
  }

  private static Optional<String> name(Field field, BackendNames backends, Set<String> seen) {
    var name = field.text();
    name.ifPresent(text -> Names.warnIfUnknown(field, text, backends));
    name.filter(text -> !seen.add(text))
        .ifPresent(text -> field.refuse("\"%s\" has an entry already".formatted(text)));
    return name;
  }
}
