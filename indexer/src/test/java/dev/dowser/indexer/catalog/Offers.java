package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.NamingPolicy.Naming;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tools in tests, written as {@code backend/own name}. */
final class Offers {

  private Offers() {}

  static Tool tool(String id) {
    var parts = id.split("/", 2);
    return new Tool(new ToolId(new BackendId(parts[0]), parts[1]), "", "", List.of(), false, "{}");
  }

  static List<NamedCandidate> candidates(String... ids) {
    return Stream.of(ids).map(id -> new NamedCandidate(tool(id), false)).toList();
  }

  /** What stands behind each exposed name. */
  static Map<String, String> names(Naming naming) {
    var names = new TreeMap<String, String>();
    naming.exposed().forEach(tool -> names.put(tool.name(), tool.tool().id().toString()));
    return names;
  }

  static BackendSnapshot snapshot(String backend, Collection<String> names) {
    return new BackendSnapshot(
        new BackendId(backend),
        ServerCard.UNKNOWN,
        names.stream().map(name -> tool(backend + "/" + name)).toList(),
        List.of(),
        false);
  }

  /** Backends {@code b0 .. b5}, whose tools have few different names, some of them strange. */
  static Map<BackendId, BackendSnapshot> clashing(Random random) {
    var words = List.of("list", "get item", "get_item", "b1_list", "find_tool", "x".repeat(70));
    var snapshots = new LinkedHashMap<BackendId, BackendSnapshot>();
    IntStream.range(0, 6)
        .mapToObj(b ->
            snapshot(
                "b" + b, random.ints(4, 0, words.size()).distinct().mapToObj(words::get).toList()))
        .forEach(snapshot -> snapshots.put(snapshot.backend(), snapshot));
    return snapshots;
  }

  static List<BackendId> order(int backends) {
    return IntStream.range(0, backends).mapToObj(b -> new BackendId("b" + b)).toList();
  }

  /** Remembers until the test ends. */
  static final class Kept implements NameMemory {
    List<GivenName> names = List.of();
    int times;

    @Override
    public List<GivenName> load() {
      return names;
    }

    @Override
    public void keep(Collection<GivenName> given) {
      names = new ArrayList<>(given);
      times++;
    }
  }
}
