package dev.dowser.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * All settings of one gateway process.
 *
 * @param virtualServer the main MCP endpoint, at {@code server.path}
 * @param virtualServers further ones by name, each at {@code /NAME/mcp}, in configuration order
 * @param server where the gateway listens
 * @param sessions limits for client sessions
 * @param dataDir where state is kept
 * @param embedding the model that turns text into vectors
 * @param operational deadlines and intervals
 * @param admin access to the admin endpoints
 */
public record GatewaySettings(
    VirtualServerSettings virtualServer,
    Map<String, VirtualServerSettings> virtualServers,
    ServerSettings server,
    SessionSettings sessions,
    DataDirectory dataDir,
    EmbeddingSettings embedding,
    OperationalSettings operational,
    AdminSettings admin) {

  /** The name of the main virtual server where virtual servers are told apart. */
  public static final String MAIN = "main";

  /** Copies the map and keeps its order. */
  public GatewaySettings {
    virtualServers = Collections.unmodifiableMap(new LinkedHashMap<>(virtualServers));
  }

  /** Every virtual server by name, the main one first. */
  public SequencedMap<String, VirtualServerSettings> allVirtualServers() {
    var all = new LinkedHashMap<>(virtualServers);
    all.putFirst(MAIN, virtualServer);
    return Collections.unmodifiableSequencedMap(all);
  }

  /** The keys that lead to a virtual server, with a dot at their end; none for the main one. */
  public static String keysTo(String virtualServer) {
    return virtualServer.equals(MAIN) ? "" : "virtualServers." + virtualServer + ".";
  }

  /** The backends of all virtual servers, each once, those of the main one first. */
  public List<BackendSettings> backends() {
    return Stream.concat(Stream.of(virtualServer), virtualServers.values().stream())
        .flatMap(server -> server.backends().stream())
        .distinct()
        .toList();
  }

  /** The same settings, listening elsewhere. */
  public GatewaySettings withServer(ServerSettings other) {
    return new GatewaySettings(
        virtualServer, virtualServers, other, sessions, dataDir, embedding, operational, admin);
  }

  /** The same settings with other limits for sessions. */
  public GatewaySettings withSessions(SessionSettings other) {
    return new GatewaySettings(
        virtualServer, virtualServers, server, other, dataDir, embedding, operational, admin);
  }

  /** The same settings with another mode of the main virtual server. */
  public GatewaySettings withMode(Mode mode) {
    return new GatewaySettings(
        virtualServer.withMode(mode),
        virtualServers,
        server,
        sessions,
        dataDir,
        embedding,
        operational,
        admin);
  }

  /** The same settings with state kept elsewhere. */
  public GatewaySettings withDataDir(DataDirectory other) {
    return new GatewaySettings(
        virtualServer, virtualServers, server, sessions, other, embedding, operational, admin);
  }
}
