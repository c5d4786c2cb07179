package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.key.BackendKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code backends}. */
final class BackendList {

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<BackendSettings> backends = new ArrayList<>();

  private BackendList() {}

  static List<BackendSettings> read(Field field) {
    if (field.isEmpty() && !field.isMapping()) {
      field.warn("no backends, so there is nothing to find");
    }
    var list = new BackendList();
    field.items().stream().map(Field::root).flatMap(Optional::stream).forEach(list::add);
    return list.backends;
  }

  private void add(Section section) {
    var name = section.required(BackendKeys.NAME).flatMap(this::name);
    section
        .value(BackendKeys.TYPE)
        .filter(type -> !type.isEmpty())
        .ifPresent(_ -> section.withoutEffect(BackendKeys.TYPE, "has no effect here"));
    var backend = new BackendReader(section).read(name.orElse("?"));
    section.finish();
    if (name.isPresent()) {
      backend.ifPresent(backends::add);
    }
  }

  private Optional<String> name(Field field) {
    var name = field.value(BackendKeys.BACKEND_NAME);
    if (name.isEmpty()) {
      return name;
    }
    var first = lines.putIfAbsent(name.get(), field.at().line());
    if (first != null) {
      field.refuse(
          "\"%s\" is already the name of a backend (line %d)".formatted(name.get(), first));
      return Optional.empty();
    }
    return name;
  }
}
