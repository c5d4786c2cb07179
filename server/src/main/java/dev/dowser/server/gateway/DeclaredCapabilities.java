package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.Catalog;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What backends declared last, whether they are there now or not. One that never answered may have
 * everything: a client that was told otherwise would not ask again. Thread-safe.
 */
final class DeclaredCapabilities {
  private final List<BackendId> backends;
  private final Map<BackendId, Set<Capability>> last = new ConcurrentHashMap<>();

  DeclaredCapabilities(List<BackendId> backends) {
    this.backends = List.copyOf(backends);
  }

  void learn(Catalog catalog) {
    for (var snapshot : catalog.backends().values()) {
      var declared = snapshot.card().capabilities();
      if (!declared.isEmpty()) {
        last.put(snapshot.backend(), declared);
      }
    }
  }

  /** What at least one backend declares or may declare. */
  Set<Capability> all() {
    var all = EnumSet.noneOf(Capability.class);
    for (var backend : backends) {
      all.addAll(last.getOrDefault(backend, EnumSet.allOf(Capability.class)));
    }
    return all;
  }
}
