package dev.dowser.server.backend;

import dev.dowser.server.fault.GatewayException;
import java.time.Duration;

/** Opens links to one backend. Thread-safe; it keeps no link itself. */
public interface Connector {

  /** As in {@link BackendStatus#transport()}; may change with a connection. */
  String transport();

  /**
   * Connects and does the MCP handshake.
   *
   * @param limit for all of it; what was started is cleaned up when it passes
   * @param listener hears of the connection once this method has returned
   * @throws GatewayException with one of the {@code BACKEND_} codes
   */
  Connection connect(Duration limit, ConnectionListener listener);
}
