package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.key.BackendKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code backends}. */
final class BackendList {

  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<BackendSettings> backends = new ArrayList<>();
  private boolean allNamed = true;

  private BackendList() {}

  static ReadBackends read(Field field) {
    if (field.isEmpty() && !field.isMapping()) {
      field.warn("no backends, so there is nothing to find");
    }
    var list = new BackendList();
    list.allNamed = field.isEmpty() || field.isList();
    field.items().stream().map(Field::root).forEach(list::add);
    var names = List.copyOf(list.lines.keySet());
    return new ReadBackends(list.backends, new BackendNames(names, list.allNamed));
  }

  private void add(Optional<Section> section) {
    section.ifPresentOrElse(this::add, () -> allNamed = false);
  }

  private void add(Section section) {
    var written = section.required(BackendKeys.NAME);
    var name = written.flatMap(this::name);
    allNamed &= written.isPresent();
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
      allNamed = false;
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
