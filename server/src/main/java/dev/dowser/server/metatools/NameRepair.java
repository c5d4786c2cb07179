package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.gateway.VirtualServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the name of a tool as the client may have meant it, if that is certain. Thread-safe. */
final class NameRepair {
  /** What clients and models put before a name. */
  private static final Set<String> FOREIGN_WORDS =
      Set.of("mcp", "functions", "function", "tools", "tool", "call", "default", "api");

  private final VirtualServer server;
  private volatile NameIndex index;

  NameRepair(VirtualServer server) {
    this.server = server;
    this.index = new NameIndex(Catalog.empty());
  }

  /** The exact name, or else the one reading of another spelling or prefix. */
  Optional<ExposedTool> resolve(String name) {
    var exact = server.catalog().find(name);
    return exact.isPresent() ? exact : repaired(name);
  }

  private Optional<ExposedTool> repaired(String name) {
    var names = index();
    var normal = NameIndex.normal(name);
    var readings = names.readings(normal);
    if (readings.isEmpty()) {
      readings = withoutPrefix(names, normal);
    }
    return readings.size() == 1 ? Optional.of(readings.getFirst()) : Optional.empty();
  }

  private NameIndex index() {
    var catalog = server.catalog();
    var present = index;
    if (present.catalog() != catalog) {
      present = new NameIndex(catalog);
      index = present;
    }
    return present;
  }

  /** The longest rest that is a name, if all before it is its own prefix again or a client's. */
  private List<ExposedTool> withoutPrefix(NameIndex names, String normal) {
    var dropped = new ArrayList<String>();
    int from = 0;
    for (int end = normal.indexOf('_'); end >= 0; end = normal.indexOf('_', from)) {
      dropped.add(normal.substring(from, end));
      from = end + 1;
      var readings =
          names.readings(normal.substring(from)).stream()
              .filter(tool -> explains(tool).containsAll(dropped))
              .toList();
      if (!readings.isEmpty()) {
        return readings;
      }
    }
    return List.of();
  }

  private Set<String> explains(ExposedTool tool) {
    Set<String> words = new HashSet<>(FOREIGN_WORDS);
    words.addAll(List.of(NameIndex.normal(tool.tool().id().backend().value()).split("_")));
    words.addAll(List.of(NameIndex.normal(server.name()).split("_")));
    var own = NameIndex.normal(tool.tool().offeredName());
    var exposed = NameIndex.normal(tool.name());
    if (exposed.endsWith("_" + own)) {
      words.addAll(List.of(exposed.substring(0, exposed.length() - own.length() - 1).split("_")));
    }
    return words;
  }
}
