package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Remembers what was derived from a tool until another tool or definition stands behind its name,
 * or that leaves the catalog. Thread-safe; two threads may derive the same at once.
 */
final class ToolMemo<V> {
  private final ConcurrentMap<String, Entry<V>> entries = new ConcurrentHashMap<>();
  private final Function<ExposedTool, V> derive;

  ToolMemo(Function<ExposedTool, V> derive) {
    this.derive = derive;
  }

  V get(ExposedTool tool) {
    var entry = entries.get(tool.name());
    if (entry != null && entry.isOf(tool)) {
      return entry.value();
    }
    var value = derive.apply(tool);
    entries.put(tool.name(), new Entry<>(tool.tool().id(), tool.tool().definition(), value));
    return value;
  }

  void retain(Catalog catalog) {
    entries.keySet().removeIf(name -> catalog.find(name).isEmpty());
  }

  int size() {
    return entries.size();
  }

  private record Entry<V>(ToolId id, String definition, V value) {

    boolean isOf(ExposedTool tool) {
      return id.equals(tool.tool().id()) && definition.equals(tool.tool().definition());
    }
  }
}
