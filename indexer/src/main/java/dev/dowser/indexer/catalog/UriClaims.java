package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.MaterialFault.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has which URI. They are never rewritten, since clients and backends use them in texts of
 * theirs; so of several backends that have one the first counts.
 */
final class UriClaims {
  /** Most faults of one backend that are told one by one. */
  static final int MOST_TOLD = 100;

  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Map<String, ResourceTemplate> templates = new LinkedHashMap<>();
  private final List<MaterialFault> faults = new ArrayList<>();
  private final Map<BackendId, Integer> lost = new HashMap<>();

  /** Adds those of a backend, strongest backend first. */
  void add(Material material) {
    for (var resource : material.resources()) {
      var first = resources.putIfAbsent(resource.uri(), resource);
      if (first != null) {
        lose(resource.backend(), Kind.RESOURCE, resource.uri(), first.backend());
      }
    }
    for (var template : material.templates()) {
      var first = templates.putIfAbsent(template.template().text(), template);
      if (first != null) {
        lose(template.backend(), Kind.TEMPLATE, template.template().text(), first.backend());
      }
    }
  }

  private void lose(BackendId loser, Kind kind, String uri, BackendId winner) {
    if (lost.merge(loser, 1, Integer::sum) <= MOST_TOLD) {
      faults.add(
          new MaterialFault(
              loser, kind, uri, winner + ", configured before " + loser + ", has the same"));
    }
  }

  List<Resource> resources() {
    return List.copyOf(resources.values());
  }

  List<ResourceTemplate> templates() {
    return List.copyOf(templates.values());
  }

  List<MaterialFault> faults() {
    var all = new ArrayList<>(faults);
    lost.entrySet().stream()
        .filter(entry -> entry.getValue() > MOST_TOLD)
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            new MaterialFault(
                entry.getKey(),
                Kind.RESOURCE,
                "",
                (entry.getValue() - MOST_TOLD) + " further URIs are those of other backends"))
        .forEach(all::add);
    return all;
  }
}
