package dev.dowser.server.app.client;

import dev.dowser.config.ServerSettings;
import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entry that leads a client to us.
 *
 * @param places the user's environment
 * @param dowserHome folder of the launcher
 */
record OurEntry(UserPlaces places, String dowserHome) {

  static OurEntry ofProcess(UserPlaces places) {
    return new OurEntry(places, System.getProperty("dowser.home", ""));
  }

  /** For clients that reach us by HTTP. */
  static String remote(KnownClient client, String url) {
    return JsonLines.of(client.remoteEntry(url));
  }

  /** Where a gateway with these settings listens, as seen from this machine. */
  static String url(ServerSettings server) {
    if (server.port() == 0) {
      throw new CommandFailed("server.port is 0, so the address changes; give a port, or --url");
    }
    var host = server.host();
    var reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    var written = reached.contains(":") && !reached.startsWith("[") ? "[" + reached + "]" : reached;
    return "http://%s:%d%s".formatted(written, server.port(), server.path());
  }

  /**
   * For clients that start processes. Desktop programs find little in their PATH and know no
   * working folder, so everything is absolute.
   */
  String process(KnownClient client, Optional<Path> configuration) {
    var launcher = Path.of(dowserHome).resolve("dowser").toAbsolutePath().normalize();
    if (dowserHome.isEmpty() || !Files.exists(launcher)) {
      throw new CommandFailed("the dowser script is not known; run this by ./dowser connect");
    }
    var args = new ArrayList<>(List.of("stdio"));
    configuration.ifPresent(file -> args.addAll(List.of("--config", file.toString())));
    return JsonLines.of(client.processEntry(launcher.toString(), args, environment(client)));
  }

  private Map<String, String> environment(KnownClient client) {
    var passed = new LinkedHashMap<String, String>();
    if (client != KnownClient.CLAUDE_CODE) { // it runs in a terminal and has all of it
      for (var name : List.of("PATH", "JAVA_HOME", "XDG_STATE_HOME")) {
        Optional.ofNullable(places.environment().get(name))
            .filter(value -> !value.isEmpty())
            .ifPresent(value -> passed.put(name, value));
      }
    }
    return passed;
  }
}
