package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Remembers what was derived from a tool until its name or definition changes or it leaves the
 * catalog. Thread-safe; two threads may derive the same at once.
 */
final class ToolMemo<V> {
  private final ConcurrentMap<ToolId, Entry<V>> entries = new ConcurrentHashMap<>();
  private final Function<ExposedTool, V> derive;

  ToolMemo(Function<ExposedTool, V> derive) {
    this.derive = derive;
  }

  V get(ExposedTool tool) {
    var entry = entries.get(tool.tool().id());
    if (entry != null && entry.isOf(tool)) {
      return entry.value();
    }
    var value = derive.apply(tool);
    entries.put(tool.tool().id(), new Entry<>(tool.name(), tool.tool().definition(), value));
    return value;
  }

  void retain(Catalog catalog) {
    entries.keySet().removeIf(id -> catalog.find(id).isEmpty());
  }

  int size() {
    return entries.size();
  }

  private record Entry<V>(String name, String definition, V value) {

    boolean isOf(ExposedTool tool) {
      return name.equals(tool.name()) && definition.equals(tool.tool().definition());
    }
  }
}
