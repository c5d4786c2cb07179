package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
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
    var name = section.required("name", Names.EXPECTED).flatMap(this::name);
    section.field("type").ifPresent(BackendList::entryType);
    section.withoutEffect(Section.NO_EFFECT, "metadata");
    var backend = new BackendReader(section).read(name.orElse("?"));
    section.finish();
    if (name.isPresent()) {
      backend.ifPresent(backends::add);
    }
  }

  private Optional<String> name(Field field) {
    var name = field.read(Names.EXPECTED, text -> Optional.of(text).filter(Names::isAllowed));
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

  /** The reference knows "" and "entry", and neither changes how a server is spoken to. */
  private static void entryType(Field field) {
    field
        .read(
            "\"\" or entry",
            text -> Optional.of(text).filter(t -> t.isEmpty() || t.equals("entry")))
        .filter(type -> !type.isEmpty())
        .ifPresent(_ -> field.warn("has no effect here"));
  }
}
