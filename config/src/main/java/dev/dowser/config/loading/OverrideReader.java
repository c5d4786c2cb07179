package dev.dowser.config.loading;

import dev.dowser.config.ToolOverride;
import dev.dowser.config.key.OverrideKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code aggregation.tools[].overrides} of one backend. */
final class OverrideReader {

  private final Map<String, String> given = new HashMap<>();

  private OverrideReader() {}

  /** By own name of the tool; a tool about which nothing is said is left out. */
  static Map<String, List<ToolOverride>> read(Section section) {
    var reader = new OverrideReader();
    var overrides = new LinkedHashMap<String, List<ToolOverride>>();
    section
        .fields()
        .forEach((tool, field) -> {
          var ways = reader.ways(tool, field);
          if (!ways.isEmpty()) {
            overrides.put(tool, ways);
          }
        });
    return overrides;
  }

  private List<ToolOverride> ways(String tool, Field field) {
    if (field.isEmpty()) {
      return List.of();
    }
    if (!field.isList()) {
      return field.section().map(section -> List.of(way(tool, section))).orElseGet(List::of);
    }
    return field.items().stream()
        .flatMap(item -> item.root().stream())
        .map(section -> way(tool, section))
        .toList();
  }

  private ToolOverride way(String tool, Section section) {
    var written = section.field(OverrideKeys.NAME);
    var name = written.flatMap(Field::text);
    refuseTwice(name.orElse(tool), tool, written, section);
    var title = section.value(OverrideKeys.TITLE);
    var description = section.value(OverrideKeys.DESCRIPTION);
    var annotations = section.section(OverrideKeys.ANNOTATIONS);
    var annotationTitle = annotations.flatMap(a -> a.value(OverrideKeys.ANNOTATION_TITLE));
    var hints = annotations.map(OverrideReader::hints).orElseGet(Map::of);
    annotations.ifPresent(Section::finish);
    var arguments = ArgumentOverrideReader.read(section);
    section.finish();
    return new ToolOverride(name, title, description, annotationTitle, hints, arguments);
  }

  /** Two tools of one backend under one name could never be told apart. */
  private void refuseTwice(String name, String tool, Optional<Field> written, Section section) {
    var other = given.putIfAbsent(name, tool);
    if (other == null) {
      return;
    }
    var message = "\"%s\" is the name of an override of \"%s\" already".formatted(name, other);
    written.ifPresentOrElse(
        field -> field.refuse(message), () -> section.refuse(message + "; give this one a name"));
  }

  private static Map<String, Boolean> hints(Section section) {
    var hints = new LinkedHashMap<String, Boolean>();
    for (var hint : OverrideKeys.HINTS) {
      section.value(hint).ifPresent(flag -> hints.put(hint.name(), flag));
    }
    return hints;
  }
}
