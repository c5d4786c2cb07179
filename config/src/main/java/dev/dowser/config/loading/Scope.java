package dev.dowser.config.loading;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What reading a value needs beside the value.
 *
 * @param findings where to say what is wrong
 * @param environment variables that values may name
 * @param folder absolute folder that relative paths belong to
 * @param clientForm whether variables may also be written as clients do, with {@code env:}
 * @param fromFile names of those variables that only {@code envFile} sets
 */
record Scope(
    Findings findings,
    Map<String, String> environment,
    Path folder,
    boolean clientForm,
    Set<String> fromFile) {

  static Scope of(Findings findings, Path origin, Map<String, String> environment) {
    var file = origin.toAbsolutePath().normalize();
    return new Scope(
        findings, environment, Objects.requireNonNullElse(file.getParent(), file), false, Set.of());
  }

  Scope forClients() {
    return new Scope(findings, environment, folder, true, fromFile);
  }

  /** The same with the variables of a file; those of the process win. */
  Scope with(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.putAll(environment);
    var added = new HashMap<>(variables);
    added.keySet().removeAll(environment.keySet());
    return new Scope(findings, all, folder, clientForm, added.keySet());
  }

  Path home() {
    return Path.of(
        Optional.ofNullable(environment.get("HOME"))
            .filter(home -> !home.isBlank())
            .orElseGet(() -> System.getProperty("user.home")));
  }

  Path resolve(String path) {
    if (path.equals("~") || path.startsWith("~/")) {
      return home().resolve(path.substring(Math.min(2, path.length()))).normalize();
    }
    return folder.resolve(path).normalize();
  }
}
