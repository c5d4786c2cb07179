package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.key.GatewayKeys;
import dev.dowser.config.key.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code groups} and what refers to them: which backends belong to a virtual server. */
final class Groups {

  private final List<BackendSettings> all;
  private final boolean defined;
  private final Map<String, List<String>> members;
  private boolean used;

  private Groups(List<BackendSettings> all, boolean defined, Map<String, List<String>> members) {
    this.all = all;
    this.defined = defined;
    this.members = members;
  }

  static Groups read(Section root, ReadBackends all) {
    var groups = root.section(GatewayKeys.GROUPS);
    var members = groups.map(section -> members(section, all.names())).orElseGet(Map::of);
    return new Groups(all.usable(), groups.isPresent(), members);
  }

  /**
   * The backends of the main virtual server in configuration order. Without any groups its {@code
   * groupRef} means nothing, because the reference's files always name one.
   */
  List<BackendSettings> ofMain(Section root) {
    var groupRef = root.field(GatewayKeys.GROUP_REF);
    if (defined) {
      return ofGroup(groupRef);
    }
    var _ = groupRef.flatMap(Field::text);
    return all;
  }

  /** The backends of the group that is named, in configuration order; all where none is. */
  List<BackendSettings> ofGroup(Optional<Field> groupRef) {
    used |= groupRef.isPresent();
    var chosen = groupRef.flatMap(Field::text);
    if (chosen.isEmpty()) {
      return all;
    }
    if (!members.containsKey(chosen.get())) {
      var message = unknown("group", chosen.get(), List.copyOf(members.keySet()));
      groupRef.ifPresent(field -> field.refuse(message));
      return all;
    }
    var group = members.getOrDefault(chosen.get(), List.of());
    return all.stream().filter(backend -> group.contains(backend.name())).toList();
  }

  /** To be called after all virtual servers were read. */
  void warnIfUnused(Section root) {
    if (defined && !used) {
      root.withoutEffect(GatewayKeys.GROUPS, "has no effect without groupRef");
    }
  }

  private static Map<String, List<String>> members(Section groups, BackendNames names) {
    var members = new LinkedHashMap<String, List<String>>();
    groups
        .fields()
        .forEach((group, list) -> {
          list.items().forEach(item -> checkMember(item, names));
          members.put(group, list.values(Values.TEXT));
        });
    return members;
  }

  static void checkMember(Field item, BackendNames names) {
    item.text()
        .filter(names::lack)
        .ifPresent(name -> item.refuse(unknown("backend", name, names.written())));
  }

  static String unknown(String what, String name, List<String> known) {
    return NearestName.of(name, known)
        .map(near -> "there is no %s \"%s\"; did you mean \"%s\"?".formatted(what, name, near))
        .orElseGet(() ->
            "there is no %s \"%s\"; there are: %s"
                .formatted(what, name, known.isEmpty() ? "none" : String.join(", ", known)));
  }
}
