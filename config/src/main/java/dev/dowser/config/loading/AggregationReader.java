package dev.dowser.config.loading;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.WorkloadTools;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code aggregation}. */
final class AggregationReader {

  private static final String PREFIX = "prefix";
  private static final Set<String> LATER = Set.of("priority", "manual", "auto");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  private AggregationReader() {}

  static AggregationSettings read(Section root, List<String> backends) {
    var present = root.section("aggregation");
    if (present.isEmpty()) {
      return AggregationSettings.defaults();
    }
    var section = present.get();
    section.field("conflictResolution").ifPresent(f -> f.only(PREFIX, LATER));
    var format = section.section("conflictResolutionConfig").flatMap(AggregationReader::format);
    var tools = section.field("tools").map(f -> tools(f, backends)).orElseGet(List::of);
    var excludeAll = section.field("excludeAllTools").flatMap(Field::flag);
    var visibility =
        section.field("defaultToolVisibility").flatMap(field -> field.choice(Visibility.class));
    section.finish();
    return new AggregationSettings(
        format.orElse(AggregationSettings.DEFAULT_PREFIX_FORMAT),
        tools,
        excludeAll.orElse(false),
        visibility.orElse(Visibility.ALLOW));
  }

  private static Optional<String> format(Section section) {
    var format =
        section
            .field("prefixFormat")
            .flatMap(f ->
                f.read(
                    "a prefix with {workload} in it and no other placeholder",
                    text -> Optional.of(text).filter(AggregationReader::isFormat)));
    section.withoutEffect("has no effect with conflictResolution: prefix", "priorityOrder");
    section.finish();
    return format;
  }

  private static boolean isFormat(String text) {
    var placeholders = PLACEHOLDER.matcher(text).results().map(found -> found.group()).toList();
    return !placeholders.isEmpty()
        && placeholders.stream().allMatch(AggregationSettings.WORKLOAD::equals);
  }

  private static List<WorkloadTools> tools(Field list, List<String> backends) {
    var tools = new ArrayList<WorkloadTools>();
    var seen = new HashSet<String>();
    for (var item : list.items()) {
      item.root().flatMap(section -> workload(section, backends, seen)).ifPresent(tools::add);
    }
    return tools;
  }

  private static Optional<WorkloadTools> workload(
      Section section, List<String> backends, Set<String> seen) {
    var workload =
        section
            .required("workload", "the name of a backend")
            .flatMap(field -> name(field, backends, seen));
    var filter = section.field("filter").map(Field::texts).orElseGet(List::of);
    var excludeAll = section.field("excludeAll").flatMap(Field::flag).orElse(false);
    section.notBuilt("overrides", "toolConfigRef");
    section.finish();
    return workload.map(name -> new WorkloadTools(name, filter, excludeAll));
  }

  private static Optional<String> name(Field field, List<String> backends, Set<String> seen) {
    var name = field.text();
    name.ifPresent(text -> Names.warnIfUnknown(field, text, backends));
    name.filter(text -> !seen.add(text))
        .ifPresent(text -> field.refuse("\"%s\" has an entry already".formatted(text)));
    return name;
  }
}
