package dev.dowser.config.loading;

import dev.dowser.config.BackendLimits;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.StdioBackendSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what one backend is: a process by {@code command}, or a remote server by {@code url}. */
final class BackendReader {

  private static final Duration SHORTEST_START = Duration.ofMillis(100);
  private static final Duration LONGEST_START = Duration.ofHours(1);
  private static final long SMALLEST = 1L << 10;
  private static final long LARGEST = 1L << 30;
  private static final String STDIO_ONLY =
      "belongs to a backend with a command, this one has a url";
  private static final String HTTP_ONLY = "belongs to a backend with a url, this one has a command";

  private final Section section;

  BackendReader(Section section) {
    this.section = section;
  }

  Optional<BackendSettings> read(String name) {
    var command = section.field("command");
    var url = url();
    if (command.isPresent() && url.isPresent()) {
      section.refuse("expected either command or url, got both");
      knowAll();
      return Optional.empty();
    }
    if (command.isPresent()) {
      return process(name, command.get());
    }
    if (url.isPresent()) {
      return remote(name, url.get());
    }
    knowAll();
    if (!section.isMisspelt("command") && !section.isMisspelt("url")) {
      section.refuse("expected command (to start a server) or url (to reach one), got neither");
    }
    return Optional.empty();
  }

  private Optional<Field> url() {
    var url = section.field("url");
    if (!section.isOfClient()) {
      return url;
    }
    var spellings = List.of("serverUrl", "httpUrl");
    return url.or(
        () -> spellings.stream().map(section::field).flatMap(Optional::stream).findFirst());
  }

  private void knowAll() {
    List.of("transport", "args", "env", "inheritEnv", "cwd", "headers", "caBundlePath")
        .forEach(section::field);
    List.of("startTimeout", "maxResultBytes", "maxLineBytes").forEach(section::field);
  }

  private Optional<BackendSettings> process(String name, Field command) {
    var program = command.text();
    var fits = TransportReader.ofProcess(section);
    var args = section.field("args").map(Field::anyTexts).orElseGet(List::of);
    var env = section.field("env").map(BackendReader::variables).orElseGet(Map::of);
    var inheritEnv = section.field("inheritEnv").map(Field::texts).orElseGet(List::of);
    var cwd = section.field("cwd").flatMap(Field::file);
    section.field("maxLineBytes");
    section.notAllowed("headers", HTTP_ONLY);
    section.notAllowed("caBundlePath", HTTP_ONLY);
    var limits = limits(BackendLimits.ofStdio());
    return program
        .filter(_ -> fits)
        .map(p ->
            new StdioBackendSettings(
                name, p, args, inherited(env, inheritEnv), inheritEnv, cwd, limits));
  }

  /** What {@code envFile} sets is not in the environment of the process, so it is given here. */
  private Map<String, String> inherited(Map<String, String> env, List<String> names) {
    var all = new LinkedHashMap<>(env);
    var scope = section.scope();
    names.stream()
        .filter(scope.fromFile()::contains)
        .forEach(name -> all.putIfAbsent(name, scope.environment().getOrDefault(name, "")));
    return all;
  }

  private Optional<BackendSettings> remote(String name, Field url) {
    var address = Addresses.read(url);
    var transport = TransportReader.ofRemote(section);
    var headers = section.field("headers").map(HeaderReader::read).orElseGet(Map::of);
    var caBundle =
        section.field("caBundlePath").flatMap(field -> CaBundleReader.read(field, address));
    for (var key : List.of("args", "env", "inheritEnv", "cwd", "maxLineBytes")) {
      section.notAllowed(key, STDIO_ONLY);
    }
    var limits = limits(BackendLimits.ofHttp());
    return address.flatMap(
        a -> transport.map(t -> new HttpBackendSettings(name, a, headers, t, caBundle, limits)));
  }

  private BackendLimits limits(BackendLimits defaults) {
    return new BackendLimits(
        section
            .field("startTimeout")
            .flatMap(field -> field.duration(SHORTEST_START, LONGEST_START))
            .orElse(defaults.startTimeout()),
        section
            .field("maxResultBytes")
            .flatMap(field -> field.size(SMALLEST, LARGEST))
            .orElse(defaults.maxResultBytes()),
        section
            .peek("maxLineBytes")
            .flatMap(field -> field.size(SMALLEST, LARGEST))
            .orElse(defaults.maxLineBytes()));
  }

  private static Map<String, String> variables(Field field) {
    var variables = field.secrets();
    variables.forEach((name, value) -> {
      if (name.isBlank() || name.contains("=") || (name + value).indexOf('\0') >= 0) {
        field.refuse("expected names without \"=\" and values without NUL");
      }
    });
    return variables;
  }
}
