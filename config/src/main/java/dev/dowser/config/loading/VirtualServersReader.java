package dev.dowser.config.loading;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.ServerSettings;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.config.key.VirtualServerKeys;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code virtualServers}. What one of them leaves out has its default, not what the main
 * virtual server has.
 */
final class VirtualServersReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final String EXPECTED =
      "expected a name of 1 to 64 small letters, digits, \"_\" or \"-\", a letter or digit first";

  /** Names that are paths of the gateway, and the one that means the main virtual server. */
  private static final Set<String> RESERVED =
      Set.of(GatewaySettings.MAIN, "mcp", "health", "ping", "status", "admin", "prometheus");

  private final List<BackendSettings> all;
  private final BackendNames names;
  private final Groups groups;

  private VirtualServersReader(ReadBackends all, Groups groups) {
    this.all = all.usable();
    this.names = all.names();
    this.groups = groups;
  }

  static Map<String, VirtualServerSettings> read(
      Optional<Section> section, ReadBackends all, Groups groups, ServerSettings server) {
    var reader = new VirtualServersReader(all, groups);
    var servers = new LinkedHashMap<String, VirtualServerSettings>();
    section.ifPresent(named ->
        named
            .fields()
            .forEach((name, field) -> {
              refusal(name, server).ifPresent(reason -> named.refuseName(name, reason));
              servers.put(name, reader.server(name, field));
            }));
    return servers;
  }

  private static Optional<String> refusal(String name, ServerSettings server) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(EXPECTED);
    }
    if (RESERVED.contains(name)) {
      return Optional.of("is a name that the gateway needs itself; choose another");
    }
    return Optional.of("would be served at server.path; choose another name")
        .filter(_ -> server.path().equals(server.pathOf(name)));
  }

  private VirtualServerSettings server(String name, Field field) {
    return field
        .section()
        .map(section -> server(name, section))
        .orElseGet(() ->
            new VirtualServerSettings(
                name,
                all,
                AggregationSettings.defaults(),
                OptimizerSettings.defaults(),
                Mode.FIND));
  }

  private VirtualServerSettings server(String name, Section section) {
    var settings =
        new VirtualServerSettings(
            section.value(VirtualServerKeys.NAME).orElse(name),
            backends(section),
            AggregationReader.read(section.section(VirtualServerKeys.AGGREGATION), names),
            OptimizerReader.read(section.section(VirtualServerKeys.OPTIMIZER)),
            section.value(VirtualServerKeys.MODE).orElse(Mode.FIND));
    Authentication.checkIncoming(section);
    section.finish();
    return settings;
  }

  private List<BackendSettings> backends(Section section) {
    var group = section.field(VirtualServerKeys.GROUP_REF);
    var list = section.field(VirtualServerKeys.BACKENDS);
    if (list.isEmpty()) {
      return groups.ofGroup(group);
    }
    if (group.isPresent()) {
      section.notAllowed(
          VirtualServerKeys.GROUP_REF, "expected either backends or groupRef, got both");
    }
    return list.map(this::named).orElseGet(List::of);
  }

  private List<BackendSettings> named(Field list) {
    if (list.isEmpty()) {
      list.warn("no backends, so there is nothing to find");
    }
    var seen = new HashSet<String>();
    for (var item : list.items()) {
      Groups.checkMember(item, names);
      item.text().filter(text -> !seen.add(text)).ifPresent(text -> refuseTwice(item, text));
    }
    return all.stream().filter(backend -> seen.contains(backend.name())).toList();
  }

  private static void refuseTwice(Field item, String name) {
    item.refuse("\"%s\" stands in the list already".formatted(name));
  }
}
