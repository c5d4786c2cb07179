package dev.dowser.config.importing;

import dev.dowser.config.document.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Where something stood.
 *
 * @param file the source
 * @param at where in it
 * @param keys the way there
 */
record Place(String file, Position at, List<String> keys) {

  Place {
    keys = List.copyOf(keys);
  }

  Place under(String key, Position there) {
    var longer = new ArrayList<>(keys);
    longer.add(key);
    return new Place(file, there, longer);
  }

  String path() {
    return String.join(".", keys).replaceAll("\\p{Cntrl}+", " ");
  }

  ImportNote note(ImportNote.Kind kind, String message) {
    return new ImportNote(kind, file, at, path(), message);
  }

  /** For comments. */
  String inWords() {
    return "%s, line %d: %s".formatted(file, at.line(), path());
  }
}
