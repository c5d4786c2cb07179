package dev.dowser.config.loading;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses backends that are the gateway itself, which would call itself without end. */
final class OwnEndpoint {

  private static final String ITSELF = "is this gateway itself; it cannot be its own backend";
  private static final Set<String> OTHER_GATEWAY = Set.of("--data-dir", "--config", "-c");

  private OwnEndpoint() {}

  static void refuse(Section root, GatewaySettings settings) {
    var server = settings.server();
    var paths = new HashSet<String>();
    settings.allVirtualServers().forEach((name, _) -> paths.add(server.pathOf(name)));
    for (var backend : backends(root)) {
      backend
          .peek("url")
          .filter(url -> plain(url).filter(text -> isOwn(text, server, paths)).isPresent())
          .ifPresent(url -> url.refuse(ITSELF));
      backend
          .peek("command")
          .filter(command -> startsUs(command, backend))
          .ifPresent(command -> command.refuse(ITSELF));
    }
  }

  private static List<Section> backends(Section root) {
    var fields = new ArrayList<Field>();
    root.peek("backends").filter(Field::isList).ifPresent(list -> fields.addAll(list.items()));
    for (var key : List.of("mcpServers", "servers")) {
      root.peek(key)
          .filter(Field::isMapping)
          .flatMap(Field::section)
          .ifPresent(servers -> fields.addAll(servers.fields().values()));
    }
    return fields.stream()
        .filter(Field::isMapping)
        .map(Field::section)
        .flatMap(Optional::stream)
        .filter(
            section -> !isOff(section, "disabled", "true") && !isOff(section, "enabled", "false"))
        .toList();
  }

  private static boolean isOff(Section section, String key, String value) {
    return section.peek(key).flatMap(OwnEndpoint::plain).filter(value::equals).isPresent();
  }

  private static Optional<String> plain(Field field) {
    return field.isSingle() ? field.anyText() : Optional.empty();
  }

  private static boolean isOwn(String address, ServerSettings server, Set<String> paths) {
    try {
      var url = URI.create(address.strip());
      var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
      return server.port() > 0
          && url.getPort() == server.port()
          && paths.contains(url.getPath())
          && (server.withHost(host).isLoopback() || host.equals(server.host()));
    } catch (IllegalArgumentException e) {
      return false; // the reader of addresses says so
    }
  }

  private static boolean startsUs(Field command, Section backend) {
    var args =
        backend.peek("args").filter(Field::isList).map(Field::items).orElseGet(List::of).stream()
            .map(OwnEndpoint::plain)
            .flatMap(Optional::stream)
            .toList();
    return plain(command).filter(OwnEndpoint::isDowser).isPresent()
        && args.contains("stdio")
        && args.stream().noneMatch(OTHER_GATEWAY::contains);
  }

  private static boolean isDowser(String command) {
    var name = Path.of(command.replace("\0", "")).getFileName();
    return name != null && name.toString().equals("dowser");
  }
}
