package dev.dowser.config;

/**
 * All settings of one gateway process.
 *
 * @param virtualServer the MCP endpoint that is offered
 * @param server where the gateway listens
 * @param sessions limits for client sessions
 * @param dataDir where state is kept
 * @param embedding the model that turns text into vectors
 * @param operational deadlines and intervals
 * @param admin access to the admin endpoints
 */
public record GatewaySettings(
    VirtualServerSettings virtualServer,
    ServerSettings server,
    SessionSettings sessions,
    DataDirectory dataDir,
    EmbeddingSettings embedding,
    OperationalSettings operational,
    AdminSettings admin) {

  /** The same settings, listening elsewhere. */
  public GatewaySettings withServer(ServerSettings other) {
    return new GatewaySettings(
        virtualServer, other, sessions, dataDir, embedding, operational, admin);
  }

  /** The same settings with another mode. */
  public GatewaySettings withMode(Mode mode) {
    return new GatewaySettings(
        virtualServer.withMode(mode), server, sessions, dataDir, embedding, operational, admin);
  }

  /** The same settings with state kept elsewhere. */
  public GatewaySettings withDataDir(DataDirectory other) {
    return new GatewaySettings(
        virtualServer, server, sessions, other, embedding, operational, admin);
  }
}
