package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over the reference system's standalone YAML. Its keys are ours too, so they come as they
 * are; only what is written differently here is changed.
 */
final class ReferenceFile {

  private static final Set<String> ONLY_OURS =
      Set.of("dataDir", "server", "sessions", "embedding", "mode", "admin", "envFile");
  private static final Set<String> THEIRS =
      Set.of("backends", "groupRef", "incomingAuth", "outgoingAuth", "aggregation");
  private static final String CERTIFICATES = "caBundlePath";
  private static final String INJECTED = "header_injection";

  private final String file;
  private final Node.Mapping root;
  private final Journey journey;
  private final Map<String, Map<String, String>> headers = new HashMap<>();

  private ReferenceFile(String file, Node.Mapping root, Journey journey) {
    this.file = file;
    this.root = root;
    this.journey = journey;
  }

  static boolean isOurOwn(Node.Mapping root) {
    return root.entries().stream().anyMatch(entry -> ONLY_OURS.contains(entry.key()))
        || backends(root).stream().anyMatch(b -> Nodes.find(b, "command").isPresent());
  }

  static boolean isReference(Node.Mapping root) {
    return root.entries().stream().anyMatch(entry -> THEIRS.contains(entry.key()));
  }

  static void add(String file, Node.Mapping root, Draft draft, Journey journey) {
    new ReferenceFile(file, root, journey).add(draft);
  }

  private void add(Draft draft) {
    var rest = literal(withoutInjected());
    backends(root).forEach(backend -> draft.add(candidate(backend), journey));
    if (Nodes.find(root, "backends").isEmpty()) {
      journey.toDo(
          place(root.at()).under("groupRef", root.at()),
          "the servers of its group are known to its own system only; list them under backends");
    }
    if (Nodes.find(root, "optimizer").isEmpty()) {
      journey.changed(
          place(root.at()),
          "there, without optimizer, all tools are listed; here find_tool and call_tool are. For"
              + " the list, set mode: all");
    }
    draft.setRest(Nodes.without(rest, List.of("backends")));
  }

  private static List<Node.Mapping> backends(Node.Mapping root) {
    return Nodes.find(root, "backends").map(Node.Entry::value).orElse(root)
            instanceof Node.Sequence list
        ? list.items().stream()
            .filter(Node.Mapping.class::isInstance)
            .map(Node.Mapping.class::cast)
            .toList()
        : List.of();
  }

  private Place place(Position at) {
    return new Place(file, at, List.of());
  }

  private Candidate candidate(Node.Mapping backend) {
    var name = Nodes.textIn(backend, "name").orElse("server");
    var place = place(backend.at()).under("backends", backend.at()).under(name, backend.at());
    var keys = new ArrayList<Node.Entry>();
    literal(Nodes.without(backend, List.of("name"))).entries().stream()
        .map(this::fromHere)
        .forEach(keys::add);
    var injected = headers.getOrDefault(name, Map.of());
    if (!injected.isEmpty()) {
      keys.add(Nodes.entry("headers", Nodes.mapping(injected)));
    }
    return new Candidate(name, place, keys, List.of(), Optional.empty());
  }

  /** A relative path belongs to the folder of the source; the result may stand in another one. */
  private Node.Entry fromHere(Node.Entry entry) {
    var path =
        entry.key().equals(CERTIFICATES) ? Nodes.text(entry.value()) : Optional.<String>empty();
    return path.filter(text -> !text.isBlank() && !text.startsWith("~") && !text.contains("${"))
        .map(text -> Nodes.scalar(Path.of(file).resolveSibling(text).normalize().toString()))
        .map(value -> new Node.Entry(entry.key(), entry.at(), value))
        .orElse(entry);
  }

  /** A fixed header is a header of the backend here. */
  private Node.Mapping withoutInjected() {
    var chosen =
        Nodes.mappingIn(root, "outgoingAuth").flatMap(auth -> Nodes.mappingIn(auth, "backends"));
    var result = root;
    for (var entry : chosen.map(Node.Mapping::entries).orElse(List.of())) {
      var way = List.of("outgoingAuth", "backends", entry.key());
      if (entry.value() instanceof Node.Mapping strategy && inject(entry, strategy)) {
        result = Nodes.without(result, way);
      }
    }
    return result;
  }

  private boolean inject(Node.Entry entry, Node.Mapping strategy) {
    if (!Nodes.textIn(strategy, "type").filter(INJECTED::equals).isPresent()) {
      return false;
    }
    var keys =
        Nodes.mappingIn(strategy, "headerInjection")
            .or(() -> Nodes.mappingIn(strategy, "header_injection"))
            .orElse(strategy);
    var place = place(entry.at()).under("outgoingAuth", entry.at()).under(entry.key(), entry.at());
    var name = Nodes.textIn(keys, "headerName");
    var value = header(keys, entry.key(), place);
    if (name.isEmpty() || value.isEmpty()) {
      return false;
    }
    headers.put(entry.key(), Map.of(name.get(), value.get()));
    journey.changed(place, "became headers of the backend");
    return true;
  }

  private Optional<String> header(Node.Mapping keys, String backend, Place place) {
    var variable = Nodes.textIn(keys, "headerValueEnv");
    variable.ifPresent(name -> {
      var comment = "To fill in: it is used by %s and was not set".formatted(place.inWords());
      if (!journey.variables().isFound(name, comment)) {
        journey.toDo(
            place,
            "%s is not set; set it, or fill it in in %s"
                .formatted(name, journey.target().variables().getFileName()));
      }
    });
    return variable
        .map(name -> "${" + name + "}")
        .or(() ->
            Nodes.textIn(keys, "headerValue")
                .map(secret ->
                    "${"
                        + journey
                            .variables()
                            .keep(List.of(backend, "header"), secret, place.inWords())
                        + "}"));
  }

  /** There a dollar and a brace are only text. */
  private static Node.Mapping literal(Node.Mapping mapping) {
    return new Node.Mapping(
        mapping.at(),
        mapping.entries().stream()
            .map(e -> new Node.Entry(e.key(), e.at(), literal(e.value())))
            .toList());
  }

  private static Node literal(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> literal(mapping);
      case Node.Sequence list ->
          new Node.Sequence(list.at(), list.items().stream().map(ReferenceFile::literal).toList());
      case Node.Scalar text ->
          new Node.Scalar(text.at(), text.text().replace("${", "$${"), text.quoted());
      case Node.Nothing nothing -> nothing;
    };
  }
}
