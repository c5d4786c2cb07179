package dev.dowser.config.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all parts of one import share. */
final class Journey {

  private final ImportTarget target;
  private final Path home;
  private final Variables variables;
  private final List<ImportNote> notes = new ArrayList<>();

  Journey(ImportTarget target, Map<String, String> environment) {
    this.target = target;
    this.home = home(environment);
    this.variables = new Variables(environment);
  }

  static Path home(Map<String, String> environment) {
    return Path.of(
        Optional.ofNullable(environment.get("HOME"))
            .filter(text -> !text.isBlank())
            .orElseGet(() -> System.getProperty("user.home")));
  }

  ImportTarget target() {
    return target;
  }

  Path home() {
    return home;
  }

  Variables variables() {
    return variables;
  }

  List<ImportNote> notes() {
    return notes;
  }

  void changed(Place place, String message) {
    notes.add(place.note(ImportNote.Kind.CHANGED, message));
  }

  void leftOut(Place place, String message) {
    notes.add(place.note(ImportNote.Kind.LEFT_OUT, message));
  }

  void toDo(Place place, String message) {
    notes.add(place.note(ImportNote.Kind.TO_DO, message));
  }
}
