package dev.dowser.config.loading;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.key.ClientKeys;
import dev.dowser.config.key.GatewayKeys;
import dev.dowser.config.key.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the servers of a client's own configuration: {@code mcpServers} (Claude, Cursor, .mcp.json)
 * or {@code servers} (VS Code), or both. What such files hold beside that is not ours, so it is a
 * warning.
 */
final class ClientServers {

  private static final String CLAUDE = ClientKeys.MCP_SERVERS.name();
  private static final String CODE = ClientKeys.SERVERS.name();

  private final Map<String, String> taken = new LinkedHashMap<>();
  private final List<BackendSettings> backends = new ArrayList<>();
  private boolean allNamed = true;

  private ClientServers() {}

  static boolean isClientForm(Section root) {
    return !forms(root).isEmpty();
  }

  /** The key is near to one of ours, and a slip must not count as the form of VS Code. */
  private static boolean holdsServers(Field servers) {
    return servers.isMapping()
        && servers
            .section()
            .filter(s -> s.fields().values().stream().allMatch(Field::isMapping))
            .isPresent();
  }

  /** The keys under which a client's own file has its servers; empty if it is none. */
  static List<Part> forms(Section root) {
    var forms = new ArrayList<Part>();
    root.peek(CLAUDE).ifPresent(_ -> forms.add(ClientKeys.MCP_SERVERS));
    root.peek(CODE)
        .filter(ClientServers::holdsServers)
        .ifPresent(_ -> forms.add(ClientKeys.SERVERS));
    return forms;
  }

  static ReadBackends read(Section root) {
    root.notAllowed(
        GatewayKeys.BACKENDS, "expected either backends or servers of a client, got both");
    var servers = new ClientServers();
    var keys = forms(root);
    for (var key : keys) {
      root.section(key).ifPresent(s -> s.fields().forEach(servers::add));
    }
    if (servers.taken.isEmpty()) {
      root.field(keys.getFirst()).ifPresent(f -> f.warn("no servers, so there is nothing to find"));
    }
    var names = List.copyOf(servers.taken.keySet());
    return new ReadBackends(servers.backends, new BackendNames(names, servers.allNamed));
  }

  private void add(String written, Field field) {
    var section = field.root().map(Section::ofClient);
    if (section.isEmpty() || isDisabled(section.get())) {
      return;
    }
    var name = name(written, field);
    var backend = new BackendReader(section.get()).read(name.orElse("?"));
    section.get().finish();
    if (name.isPresent()) {
      backend.ifPresent(backends::add);
    }
  }

  private static boolean isDisabled(Section section) {
    var disabled = section.value(ClientKeys.DISABLED).orElse(false);
    var enabled = section.value(ClientKeys.ENABLED).orElse(true);
    if (disabled || !enabled) {
      var key = disabled ? ClientKeys.DISABLED : ClientKeys.ENABLED;
      section.field(key).ifPresent(field -> field.warn("the server is left out"));
      return true;
    }
    return false;
  }

  private Optional<String> name(String written, Field field) {
    var name = Names.repaired(written);
    if (name.isEmpty()) {
      allNamed = false;
      field.refuse("expected a name of " + Names.EXPECTED);
      return Optional.empty();
    }
    if (!name.equals(written)) {
      field.warn("is called \"%s\" here: a name has %s".formatted(name, Names.EXPECTED));
    }
    var other = taken.putIfAbsent(name, written);
    if (other != null) {
      field.refuse(
          other.equals(written)
              ? "stands in both mcpServers and servers"
              : "becomes \"%s\" like the server \"%s\"".formatted(name, other));
      return Optional.empty();
    }
    return Optional.of(name);
  }
}
