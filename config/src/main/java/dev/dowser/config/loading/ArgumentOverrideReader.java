package dev.dowser.config.loading;

import dev.dowser.config.ArgumentOverrides;
import dev.dowser.config.key.OverrideKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an override says of arguments. */
final class ArgumentOverrideReader {

  private ArgumentOverrideReader() {}

  static ArgumentOverrides read(Section section) {
    var defaults = section.section(OverrideKeys.DEFAULTS).map(Section::fields).orElseGet(Map::of);
    var hidden = section.field(OverrideKeys.HIDE).map(Field::items).orElseGet(List::of);
    var values = new LinkedHashMap<String, Map<String, String>>();
    section
        .section(OverrideKeys.VALUES)
        .ifPresent(
            all -> all.fields().forEach((name, field) -> values.put(name, json(names(field)))));
    hidden.forEach(item -> refuseValues(item, values));
    defaults.forEach((parameter, field) -> refuseOtherThan(values.get(parameter), field));
    var constraints =
        section.field(OverrideKeys.CONSTRAINTS).filter(f -> f.isList() || !f.isEmpty());
    constraints.ifPresent(SchemaKeys::check);
    var message = section.value(OverrideKeys.CONSTRAINTS_MESSAGE);
    if (constraints.isEmpty()) {
      section.withoutEffect(OverrideKeys.CONSTRAINTS_MESSAGE, "has no effect without constraints");
    }
    return new ArgumentOverrides(
        json(defaults), texts(hidden), values, constraints.flatMap(Field::json), message);
  }

  private static List<String> texts(List<Field> items) {
    return items.stream().map(Field::text).flatMap(Optional::stream).distinct().toList();
  }

  private static Map<String, Field> names(Field field) {
    if (field.isEmpty()) {
      field.refuse("expected real values by the names that clients use for them, got nothing");
      return Map.of();
    }
    return field.section().map(Section::fields).orElseGet(Map::of);
  }

  private static Map<String, String> json(Map<String, Field> fields) {
    var values = new LinkedHashMap<String, String>();
    fields.forEach((key, field) -> field.json().ifPresent(value -> values.put(key, value)));
    return values;
  }

  private static void refuseValues(Field item, Map<String, Map<String, String>> values) {
    item.text()
        .filter(values::containsKey)
        .ifPresent(
            name -> item.refuse("\"%s\" has values that clients choose from".formatted(name)));
  }

  private static void refuseOtherThan(@Nullable Map<String, String> names, Field field) {
    if (names != null && !names.isEmpty()) {
      field
          .text()
          .filter(text -> !names.containsKey(text))
          .ifPresent(text ->
              field.refuse(
                  "expected one of the names in values: " + String.join(", ", names.keySet())));
    }
  }
}
