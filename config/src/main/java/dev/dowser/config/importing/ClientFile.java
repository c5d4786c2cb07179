package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import dev.dowser.config.importing.ClientEntry.Surroundings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the servers in a client's file. */
final class ClientFile {

  private static final String CLAUDE = "mcpServers";
  private static final String CODE = "servers";
  private static final String PROJECTS = "projects";
  private static final Set<String> PROJECT_FOLDERS = Set.of(".cursor", ".vscode");

  private final Path file;
  private final Node.Mapping root;
  private final Path home;
  private final List<ClientEntry> entries = new ArrayList<>();

  private ClientFile(Path file, Node.Mapping root, Path home) {
    this.file = file;
    this.root = root;
    this.home = home;
  }

  static boolean isClientForm(Node.Mapping root) {
    return root.entries().stream().anyMatch(e -> e.key().equals(CLAUDE))
        || Nodes.mappingIn(root, CODE).isPresent()
        || Nodes.mappingIn(root, "mcp").flatMap(m -> Nodes.mappingIn(m, CODE)).isPresent()
        || Nodes.mappingIn(root, PROJECTS).isPresent();
  }

  static List<ClientEntry> entries(Path file, Node.Mapping root, Path home) {
    var client = new ClientFile(file, root, home);
    client.collect();
    return client.entries;
  }

  private void collect() {
    var start = new Place(file.toString(), root.at(), List.of());
    var settings = Nodes.mappingIn(root, "mcp").filter(m -> Nodes.mappingIn(m, CODE).isPresent());
    var holder = settings.orElse(root);
    var place = settings.map(found -> start.under("mcp", found.at())).orElse(start);
    var here = new Surroundings(Dialect.of(file, root), workspace(), inputs(holder));
    add(holder, CLAUDE, place, here);
    add(holder, CODE, place, here);
    Nodes.find(root, PROJECTS)
        .ifPresent(entry -> projects(entry, start.under(PROJECTS, entry.at()), here));
  }

  private void projects(Node.Entry projects, Place place, Surroundings here) {
    if (projects.value() instanceof Node.Mapping mapping) {
      for (var project : mapping.entries()) {
        if (project.value() instanceof Node.Mapping settings) {
          var in = path(project.key()).map(here::in).orElse(here);
          add(settings, CLAUDE, place.under(project.key(), project.at()), in);
        }
      }
    }
  }

  private void add(Node.Mapping holder, String key, Place place, Surroundings here) {
    var off =
        Nodes.find(holder, "disabledMcpServers").map(e -> Nodes.texts(e.value())).orElse(List.of());
    Nodes.find(holder, key)
        .filter(entry -> entry.value() instanceof Node.Mapping)
        .ifPresent(servers -> {
          for (var server : ((Node.Mapping) servers.value()).entries()) {
            var at = place.under(key, servers.at()).under(server.key(), server.at());
            entries.add(
                new ClientEntry(
                    server.key(),
                    at,
                    server.value(),
                    here,
                    off.contains(server.key())
                        ? Optional.of("switched off in disabledMcpServers")
                        : Optional.empty()));
          }
        });
  }

  /** The project a file belongs to; a user's own file belongs to none. */
  private Optional<Path> workspace() {
    var folder = file.getParent();
    if (folder == null || folder.equals(home)) {
      return Optional.empty();
    }
    if (PROJECT_FOLDERS.contains(String.valueOf(folder.getFileName()))) {
      return Optional.ofNullable(folder.getParent()).filter(parent -> !parent.equals(home));
    }
    return String.valueOf(file.getFileName()).equals(".mcp.json")
        ? Optional.of(folder)
        : Optional.empty();
  }

  private static Map<String, Node.Mapping> inputs(Node.Mapping holder) {
    var inputs = new HashMap<String, Node.Mapping>();
    if (Nodes.find(holder, "inputs").map(Node.Entry::value).orElse(holder)
        instanceof Node.Sequence list) {
      for (var item : list.items()) {
        if (item instanceof Node.Mapping input) {
          Nodes.textIn(input, "id").ifPresent(id -> inputs.put(id, input));
        }
      }
    }
    return inputs;
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
