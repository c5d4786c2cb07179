package dev.dowser.config.loading;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What reading a value needs beside the value.
 *
 * @param findings where to say what is wrong
 * @param environment variables that values may name
 * @param folder absolute folder that relative paths belong to
 * @param clientForm whether variables may also be written as clients do, with {@code env:}
 */
record Scope(Findings findings, Map<String, String> environment, Path folder, boolean clientForm) {

  static Scope of(Findings findings, Path origin, Map<String, String> environment) {
    var file = origin.toAbsolutePath().normalize();
    return new Scope(
        findings, environment, Objects.requireNonNullElse(file.getParent(), file), false);
  }

  Scope forClients() {
    return new Scope(findings, environment, folder, true);
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
