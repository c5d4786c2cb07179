package dev.dowser.config.importing;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration while it grows. */
final class Draft {

  private final List<String> origins = new ArrayList<>();
  private final List<Candidate> servers = new ArrayList<>();
  private final List<ImportedServer> imported = new ArrayList<>();
  private final Map<String, String> timeouts = new LinkedHashMap<>();
  private final Map<String, List<String>> filters = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private Node.Mapping rest = new Node.Mapping(Position.WHOLE, List.of());

  List<String> origins() {
    return origins;
  }

  List<Candidate> servers() {
    return servers;
  }

  /** Those that become backends, in the order of the configuration. */
  List<Candidate> used() {
    return servers.stream().filter(server -> server.off().isEmpty()).toList();
  }

  List<ImportedServer> imported(List<BackendSettings> backends) {
    return imported.stream()
        .map(server ->
            new ImportedServer(
                server.name(),
                server.keys(),
                backends.stream().filter(b -> b.name().equals(server.name())).findFirst()))
        .toList();
  }

  Map<String, String> timeouts() {
    return timeouts;
  }

  Map<String, List<String>> filters() {
    return filters;
  }

  /** Comments on the whole. */
  List<String> remarks() {
    return remarks;
  }

  /** Everything but backends. */
  Node.Mapping rest() {
    return rest;
  }

  void setRest(Node.Mapping other) {
    rest = other;
  }

  /** Adds a server under its name, or under another one if that is taken by another server. */
  String add(Candidate server, Journey journey) {
    var same = servers.stream().filter(server::isSameServer).findFirst();
    if (same.isPresent()) {
      merge(same.get(), server, journey);
      return same.get().name();
    }
    var name = free(server.name());
    if (!name.equals(server.name())) {
      journey.changed(
          server.place(),
          "is called \"%s\" here: another server is called \"%s\"".formatted(name, server.name()));
    }
    servers.add(server.named(name));
    imported.add(new ImportedServer(name, server.place().keys(), Optional.empty()));
    return name;
  }

  private void merge(Candidate first, Candidate again, Journey journey) {
    servers.set(servers.indexOf(first), first.withRemark("the same: " + again.place().inWords()));
    imported.add(new ImportedServer(first.name(), again.place().keys(), Optional.empty()));
    journey.changed(
        again.place(),
        "is the same server as %s; it comes once".formatted(first.place().inWords()));
  }

  private String free(String name) {
    var found = Optional.of(name).filter(this::isFree);
    for (int i = 2; found.isEmpty(); i++) {
      found =
          Optional.of(name.substring(0, Math.min(60, name.length())) + "-" + i)
              .filter(this::isFree);
    }
    return found.get();
  }

  private boolean isFree(String name) {
    return servers.stream().noneMatch(server -> server.name().equals(name));
  }

  void replace(Candidate before, Candidate after) {
    servers.set(servers.indexOf(before), after);
  }
}
