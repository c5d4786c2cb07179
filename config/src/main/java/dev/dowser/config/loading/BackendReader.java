package dev.dowser.config.loading;

import dev.dowser.config.BackendLimits;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.config.key.BackendKeys;
import dev.dowser.config.key.ClientKeys;
import dev.dowser.config.key.Key;
import dev.dowser.config.key.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what one backend is: a process by {@code command}, or a remote server by {@code url}. */
final class BackendReader {

  private static final String STDIO_ONLY =
      "belongs to a backend with a command, this one has a url";
  private static final String HTTP_ONLY = "belongs to a backend with a url, this one has a command";

  private static final List<Key> OF_PROCESS =
      List.of(
          BackendKeys.ARGS,
          BackendKeys.ENV,
          BackendKeys.INHERIT_ENV,
          BackendKeys.CWD,
          BackendKeys.MAX_LINE_BYTES);

  private final Section section;

  BackendReader(Section section) {
    this.section = section;
  }

  Optional<BackendSettings> read(String name) {
    var command = section.field(BackendKeys.COMMAND);
    var url = url();
    if (command.isPresent() && url.isPresent()) {
      section.refuse("expected either command or url, got both");
      return unusable();
    }
    if (command.isPresent()) {
      return process(name, command.get());
    }
    if (url.isPresent()) {
      return remote(name, url.get());
    }
    if (!section.isMisspelt(BackendKeys.COMMAND) && !section.isMisspelt(BackendKeys.URL)) {
      section.refuse("expected command (to start a server) or url (to reach one), got neither");
    }
    return unusable();
  }

  /** What else is said of a backend that is none yet is looked at all the same. */
  private Optional<BackendSettings> unusable() {
    section.field(BackendKeys.COMMAND).ifPresent(Field::text);
    url().ifPresent(Addresses::read);
    var _ = section.values(BackendKeys.ARGS, Values.ANY_TEXT);
    section.field(BackendKeys.ENV).ifPresent(BackendReader::variables);
    var _ = section.values(BackendKeys.INHERIT_ENV, Values.TEXT);
    section.field(BackendKeys.CWD).ifPresent(Field::file);
    var _ = HeaderReader.ofBackend(section);
    var _ = limits(BackendLimits.ofStdio());
    return Optional.empty();
  }

  private Optional<Field> url() {
    var url = section.field(BackendKeys.URL);
    if (!section.isOfClient()) {
      return url;
    }
    var spellings = ClientKeys.ADDRESSES.stream();
    return url.or(() -> spellings.map(section::field).flatMap(Optional::stream).findFirst());
  }

  private Optional<BackendSettings> process(String name, Field command) {
    var program = command.text();
    var fits = TransportReader.ofProcess(section);
    var args = section.values(BackendKeys.ARGS, Values.ANY_TEXT);
    var env = section.field(BackendKeys.ENV).map(BackendReader::variables).orElseGet(Map::of);
    var inheritEnv = section.values(BackendKeys.INHERIT_ENV, Values.TEXT);
    var cwd = section.field(BackendKeys.CWD).flatMap(Field::file);
    BackendKeys.ALL_HEADERS.forEach(key -> section.notAllowed(key, HTTP_ONLY));
    section.notAllowed(BackendKeys.CA_BUNDLE_PATH, HTTP_ONLY);
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
    var headers = HeaderReader.ofBackend(section);
    var caBundle =
        section
            .field(BackendKeys.CA_BUNDLE_PATH)
            .flatMap(field -> CaBundleReader.read(field, address));
    OF_PROCESS.forEach(key -> section.notAllowed(key, STDIO_ONLY));
    var limits = limits(BackendLimits.ofHttp());
    return address.flatMap(
        a -> transport.map(t -> new HttpBackendSettings(name, a, headers, t, caBundle, limits)));
  }

  private BackendLimits limits(BackendLimits defaults) {
    return new BackendLimits(
        section.value(BackendKeys.START_TIMEOUT).orElse(defaults.startTimeout()),
        section.value(BackendKeys.MAX_RESULT_BYTES).orElse(defaults.maxResultBytes()),
        section.value(BackendKeys.MAX_LINE_BYTES).orElse(defaults.maxLineBytes()));
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
