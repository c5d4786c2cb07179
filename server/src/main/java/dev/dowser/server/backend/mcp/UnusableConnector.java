package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;

/**
 * Says why a backend cannot be reached from this machine as it is set up.
 *
 * @param transport it would be reached by
 * @param reason for operators
 */
public record UnusableConnector(String transport, String reason) implements Connector {

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    throw new GatewayException(ErrorCode.BACKEND_NOT_STARTABLE, reason);
  }
}
