package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds between the tools of a snapshot, worked out once for all its searches: which server
 * each belongs to and which are the same tool on several servers.
 */
final class Relations {
  private static final int[] NOBODY = {};

  private final int[] servers;
  private final List<ServerName> names = new ArrayList<>();
  private final int[] families;
  private final Map<Integer, int[]> members = new HashMap<>();

  private Relations(int slots) {
    this.servers = new int[slots];
    this.families = new int[slots];
  }

  static Relations between(List<Slot> slots) {
    var relations = new Relations(slots.size());
    relations.numberServers(slots);
    relations.joinFamilies(slots);
    return relations;
  }

  private void numberServers(List<Slot> slots) {
    var numbers = new HashMap<BackendId, Integer>();
    for (int slot = 0; slot < servers.length; slot++) {
      var server = slots.get(slot).tool().tool().id().backend();
      Integer known = numbers.putIfAbsent(server, names.size());
      if (known == null) {
        names.add(ServerName.of(server));
      }
      servers[slot] = known == null ? names.size() - 1 : known;
    }
  }

  private void joinFamilies(List<Slot> slots) {
    var joined = new HashMap<Integer, List<Integer>>();
    for (int slot = 0; slot < families.length; slot++) {
      int family = slots.get(slot).family();
      families[slot] = family == Slot.ALONE ? slot : family;
      if (family != Slot.ALONE) {
        joined.computeIfAbsent(family, _ -> new ArrayList<>()).add(slot);
      }
    }
    joined.forEach(
        (family, all) -> members.put(family, all.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** How many servers there are. */
  int servers() {
    return names.size();
  }

  /** Number of a slot's server. */
  int server(int slot) {
    return servers[slot];
  }

  ServerName name(int server) {
    return names.get(server);
  }

  /** What a tool and its copies have in common: the slot of one of them. */
  int family(int slot) {
    return families[slot];
  }

  /** The slots of a family of several, ascending; nobody if the tool is alone. */
  int[] members(int family) {
    return members.getOrDefault(family, NOBODY);
  }
}
