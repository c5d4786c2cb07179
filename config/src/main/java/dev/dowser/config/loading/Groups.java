package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.key.GatewayKeys;
import dev.dowser.config.key.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code groups} and {@code groupRef}: which backends belong to the virtual server. */
final class Groups {

  private Groups() {}

  /** The backends of the chosen group in configuration order; all where no group is chosen. */
  static List<BackendSettings> served(Section root, List<BackendSettings> all) {
    var names = all.stream().map(BackendSettings::name).toList();
    var groupRef = root.field(GatewayKeys.GROUP_REF);
    var chosen = groupRef.flatMap(Field::text);
    var groups = root.section(GatewayKeys.GROUPS);
    var members = groups.map(section -> members(section, names)).orElseGet(Map::of);
    if (groups.isPresent() && groupRef.isEmpty()) {
      root.withoutEffect(GatewayKeys.GROUPS, "has no effect without groupRef");
    }
    if (groups.isEmpty() || chosen.isEmpty()) {
      return all; // the reference's files always name a group, also where none is defined
    }
    if (!members.containsKey(chosen.get())) {
      var message = unknown("group", chosen.get(), List.copyOf(members.keySet()));
      groupRef.ifPresent(field -> field.refuse(message));
    }
    var group = members.getOrDefault(chosen.get(), names);
    return all.stream().filter(backend -> group.contains(backend.name())).toList();
  }

  private static Map<String, List<String>> members(Section groups, List<String> names) {
    var members = new LinkedHashMap<String, List<String>>();
    groups
        .fields()
        .forEach((group, list) -> {
          list.items().forEach(item -> checkMember(item, names));
          members.put(group, list.values(Values.TEXT));
        });
    return members;
  }

  private static void checkMember(Field item, List<String> names) {
    item.text()
        .filter(name -> !names.contains(name))
        .ifPresent(name -> item.refuse(unknown("backend", name, names)));
  }

  static String unknown(String what, String name, List<String> known) {
    return NearestName.of(name, known)
        .map(near -> "there is no %s \"%s\"; did you mean \"%s\"?".formatted(what, name, near))
        .orElseGet(() ->
            "there is no %s \"%s\"; there are: %s"
                .formatted(what, name, known.isEmpty() ? "none" : String.join(", ", known)));
  }
}
