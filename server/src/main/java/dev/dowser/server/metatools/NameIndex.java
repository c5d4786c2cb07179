package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of one catalog under which a tool can be meant, whatever case and separators. */
final class NameIndex {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Catalog catalog;
  private final Map<String, List<ExposedTool>> byExposed = new HashMap<>();
  private final Map<String, List<ExposedTool>> byBackendAndOwn = new HashMap<>();
  private final Map<String, List<ExposedTool>> byOwn = new HashMap<>();

  NameIndex(Catalog catalog) {
    this.catalog = catalog;
    for (var tool : catalog.exposed().values()) {
      var id = tool.tool().id();
      put(byExposed, tool.name(), tool);
      put(byBackendAndOwn, id.backend() + "_" + tool.tool().offeredName(), tool);
      put(byOwn, tool.tool().offeredName(), tool);
    }
  }

  private static void put(Map<String, List<ExposedTool>> names, String name, ExposedTool tool) {
    names.computeIfAbsent(normal(name), _ -> new ArrayList<>(1)).add(tool);
  }

  /** Lower case, words joined by one underscore. */
  static String normal(String name) {
    var joined = SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
    int start = joined.startsWith("_") ? 1 : 0;
    int end =
        joined.endsWith("_") && joined.length() > start ? joined.length() - 1 : joined.length();
    return joined.substring(start, end);
  }

  Catalog catalog() {
    return catalog;
  }

  /** Readings from the closest kind of name that has any: exposed, backend and own, own. */
  List<ExposedTool> readings(String normal) {
    for (var names : List.of(byExposed, byBackendAndOwn, byOwn)) {
      var found = names.get(normal);
      if (found != null) {
        return found;
      }
    }
    return List.of();
  }
}
