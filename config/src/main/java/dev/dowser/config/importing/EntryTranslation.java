package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import dev.dowser.config.document.VariableLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a backend of a client's entry. */
final class EntryTranslation {

  private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.-]+");
  private static final List<String> ADDRESSES = List.of("url", "serverUrl", "httpUrl");
  private static final Set<String> STREAMABLE =
      Set.of("streamable-http", "streamableHttp", "streamable_http");
  private static final Set<String> KNOWN = Set.of("streamable-http", "sse");
  private static final Set<String> OURS =
      Set.of("startTimeout", "maxResultBytes", "maxLineBytes", "inheritEnv");
  private static final Set<String> FILTERS = Set.of("includeTools", "enabledTools", "tools");

  private final Journey journey;
  private final Draft draft;
  private final ClientEntry entry;
  private final Node.Mapping mapping;
  private final Values values;
  private final String name;
  private final Set<String> done = new HashSet<>();
  private final List<Node.Entry> keys = new ArrayList<>();

  private EntryTranslation(Journey journey, Draft draft, ClientEntry entry, Node.Mapping mapping) {
    this.journey = journey;
    this.draft = draft;
    this.entry = entry;
    this.mapping = mapping;
    this.name = repaired(entry.name());
    var own = new LinkedHashSet<String>();
    Nodes.mappingIn(mapping, "env").ifPresent(e -> e.entries().forEach(v -> own.add(v.key())));
    this.values = new Values(journey, new References(journey, entry.surroundings(), own), name);
  }

  /** Adds the server to the draft, or says why not. */
  static void add(ClientEntry entry, Draft draft, Journey journey) {
    if (!(entry.value() instanceof Node.Mapping mapping)) {
      journey.leftOut(entry.place(), "is not a server: expected a mapping");
    } else if (Gateways.isOurs(entry.name(), mapping)) {
      journey.leftOut(entry.place(), "is Dowser itself; it cannot be its own backend");
    } else {
      new EntryTranslation(journey, draft, entry, mapping).add();
    }
  }

  private void add() {
    var off = entry.off().or(this::switchedOff);
    program();
    remote();
    transport();
    find(OURS).forEach(found -> keys.add(found));
    var remarks =
        take("description").flatMap(e -> Nodes.text(e.value())).map(Comments::oneLine).stream()
            .toList();
    var candidate = new Candidate(name, entry.place(), keys, remarks, off);
    off.ifPresent(reason -> journey.changed(entry.place(), reason + "; it came as a comment"));
    var added = draft.add(candidate, journey);
    if (off.isEmpty()) {
      settingsElsewhere(added);
    }
    leaveOutTheRest();
  }

  private static String repaired(String written) {
    var name = FORBIDDEN.matcher(written.strip()).replaceAll("-");
    return name.isEmpty() ? "server" : name.substring(0, Math.min(64, name.length()));
  }

  private Optional<String> switchedOff() {
    var disabled = take("disabled").flatMap(e -> Nodes.text(e.value())).orElse("");
    var enabled = take("enabled").flatMap(e -> Nodes.text(e.value())).orElse("");
    return disabled.equals("true") || enabled.equals("false")
        ? Optional.of("is switched off there")
        : Optional.empty();
  }

  private void program() {
    var command = take("command");
    var args = take("args");
    var env = take("env");
    var cwd = take("cwd");
    command.ifPresent(found -> {
      var words = new ArrayList<>(wordsOf(found.value()));
      var program = words.isEmpty() ? "" : words.removeFirst();
      keys.add(Nodes.entry("command", Nodes.scalar(values.plain(program, at(found)))));
      args.ifPresent(a -> words.addAll(Nodes.texts(a.value())));
      if (!words.isEmpty()) {
        var place = at(args.orElse(found));
        keys.add(Nodes.entry("args", Nodes.list(values.arguments(words, place))));
      }
    });
    var variables = variables(env);
    if (!variables.isEmpty()) {
      keys.add(Nodes.entry("env", Nodes.mapping(variables)));
    }
    if (command.isPresent()) {
      folder(cwd).ifPresent(folder -> keys.add(Nodes.entry("cwd", Nodes.scalar(folder))));
    }
  }

  private static List<String> wordsOf(Node command) {
    return Nodes.text(command).map(List::of).orElseGet(() -> Nodes.texts(command));
  }

  private Map<String, String> variables(Optional<Node.Entry> env) {
    var variables = new LinkedHashMap<String, String>();
    take("envFile").ifPresent(found -> variables.putAll(fromFile(found)));
    env.ifPresent(found -> {
      if (found.value() instanceof Node.Mapping set) {
        variables.putAll(values.named(set, at(found)));
      }
    });
    return variables;
  }

  /**
   * A copy: our configuration names one file of variables, and its own processes get only theirs.
   */
  private Map<String, String> fromFile(Node.Entry found) {
    var place = at(found);
    var named = values.plain(Nodes.text(found.value()).orElse(""), place);
    try {
      var lines = VariableLines.read(Files.readString(journey.home().resolve(named)));
      var variables = new LinkedHashMap<String, String>();
      lines
          .values()
          .forEach((key, value) ->
              variables.put(key, values.guarded(key, value.replace("${", "$${"), place)));
      journey.changed(
          place, "its variables were copied; later changes of %s have no effect".formatted(named));
      lines
          .faults()
          .forEach(f ->
              journey.leftOut(place, "line %d of it: %s".formatted(f.at().line(), f.message())));
      return variables;
    } catch (IOException | InvalidPathException e) {
      journey.toDo(place, "%s cannot be read; its variables are missing".formatted(named));
      return Map.of();
    }
  }

  private Optional<String> folder(Optional<Node.Entry> cwd) {
    var workspace = entry.surroundings().workspace();
    var written =
        cwd.flatMap(found -> Nodes.text(found.value()).map(text -> values.plain(text, at(found))));
    if (written.isEmpty() || written.get().contains("${") || written.get().startsWith("~")) {
      return written.or(() -> workspace.map(Path::toString));
    }
    return written.map(
        text -> workspace.map(w -> w.resolve(text).normalize().toString()).orElse(text));
  }

  private void remote() {
    var address = ADDRESSES.stream().map(this::take).flatMap(Optional::stream).findFirst();
    var headers = new LinkedHashMap<String, String>();
    take("headers")
        .ifPresent(found -> {
          if (found.value() instanceof Node.Mapping set) {
            headers.putAll(values.named(set, at(found)));
          }
        });
    address.ifPresent(found -> {
      var text = Nodes.text(found.value()).orElse("");
      keys.add(Nodes.entry("url", Nodes.scalar(values.address(text, headers, at(found)))));
    });
    if (!headers.isEmpty()) {
      keys.add(Nodes.entry("headers", Nodes.mapping(headers)));
    }
  }

  /** What clients call {@code http} is found out by the gateway; what is unknown, it refuses. */
  private void transport() {
    Stream.of(take("type"), take("transport"))
        .flatMap(Optional::stream)
        .flatMap(found -> Nodes.text(found.value()).stream())
        .map(text -> STREAMABLE.contains(text) ? "streamable-http" : text)
        .filter(text -> !text.equals("http") && !text.equals("stdio"))
        .min(Comparator.comparing(KNOWN::contains))
        .ifPresent(text -> keys.add(Nodes.entry("transport", Nodes.scalar(text))));
  }

  private void settingsElsewhere(String added) {
    if (entry.surroundings().dialect() == Dialect.CLAUDE_CODE) {
      take("timeout")
          .flatMap(found -> Nodes.text(found.value()))
          .filter(text -> text.matches("\\d{2,8}"))
          .ifPresent(text -> draft.timeouts().put(added, text + "ms"));
    }
    find(FILTERS)
        .forEach(found -> {
          var names = Nodes.texts(found.value());
          if (!names.isEmpty() && !names.equals(List.of("*"))) {
            draft.filters().put(added, names);
          }
        });
  }

  private void leaveOutTheRest() {
    mapping.entries().stream()
        .filter(found -> !done.contains(found.key()))
        .forEach(found -> journey.leftOut(at(found), Comments.whyLeftOut(found.key())));
  }

  private Optional<Node.Entry> take(String key) {
    done.add(key);
    return Nodes.find(mapping, key);
  }

  private List<Node.Entry> find(Set<String> wanted) {
    done.addAll(wanted);
    return mapping.entries().stream().filter(found -> wanted.contains(found.key())).toList();
  }

  private Place at(Node.Entry found) {
    return entry.place().under(found.key(), found.at());
  }
}
