package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogChange;
import dev.dowser.server.gateway.Reindex.BackendChange;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what changed, by the backend that the tools belong to. One thread. */
final class ChangesByBackend {
  private final Map<BackendId, Names> backends = new LinkedHashMap<>();

  private record Names(
      SortedSet<String> added, SortedSet<String> changed, SortedSet<String> removed) {
    Names() {
      this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    boolean isEmpty() {
      return Stream.of(added, changed, removed).allMatch(Collection::isEmpty);
    }
  }

  /** Knows these backends, in this order. */
  ChangesByBackend(Collection<BackendId> order) {
    order.forEach(id -> backends.put(id, new Names()));
  }

  /** Adds what leads from one catalog to the next. */
  void add(CatalogChange change, Catalog before, Catalog after) {
    change.added().forEach(name -> of(name, after).added().add(name));
    change.changed().forEach(name -> of(name, after).changed().add(name));
    change.removed().forEach(name -> of(name, before).removed().add(name));
  }

  private Names of(String exposedName, Catalog catalog) {
    return catalog
        .find(exposedName)
        .map(tool -> backends.computeIfAbsent(tool.tool().id().backend(), _ -> new Names()))
        .orElseGet(Names::new);
  }

  /** Those with a change. */
  List<BackendChange> all() {
    return backends.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry ->
            new BackendChange(
                entry.getKey().value(),
                List.copyOf(entry.getValue().added()),
                List.copyOf(entry.getValue().changed()),
                List.copyOf(entry.getValue().removed())))
        .toList();
  }
}
