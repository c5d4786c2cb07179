package dev.dowser.config.loading;

import dev.dowser.config.ToolOverride;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code aggregation.tools[].overrides} of one backend. */
final class OverrideReader {

  private static final List<String> HINTS =
      List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

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
    var written = section.field("name");
    var name = written.flatMap(Field::text);
    refuseTwice(name.orElse(tool), tool, written, section);
    var title = section.field("title").flatMap(Field::text);
    var description = section.field("description").flatMap(Field::text);
    var annotations = section.section("annotations");
    var annotationTitle = annotations.flatMap(a -> a.field("title")).flatMap(Field::text);
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
    for (var hint : HINTS) {
      section.field(hint).flatMap(Field::flag).ifPresent(flag -> hints.put(hint, flag));
    }
    return hints;
  }
}
