package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.http.HttpClient;
import java.time.Duration;

/** Speaks MCP over streamable HTTP. */
public final class HttpConnector implements Connector {
  private final BackendId backend;
  private final HttpSpec spec;
  private final HttpClient client;

  /**
   * A connector.
   *
   * @param client shared by all backends, see {@link HttpClients#shared()}; not closed here
   */
  public HttpConnector(BackendId backend, HttpSpec spec, HttpClient client) {
    this.backend = backend;
    this.spec = spec;
    this.client = client;
  }

  @Override
  public String transport() {
    return "streamable-http";
  }

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    var gate = new ListenerGate(listener);
    var session = new RpcSession(backend, gate);
    var wire = new HttpWire(session, gate, spec, client);
    greet(session, wire, limit);
    var connection = new McpConnection(session, wire, wire::greeting);
    gate.open();
    return connection;
  }

  private static void greet(RpcSession session, HttpWire wire, Duration limit) {
    try {
      var _ = wire.greet(limit);
    } catch (GatewayException e) {
      session.closed();
      wire.close();
      throw wire.wantsLogin()
          ? new GatewayException(ErrorCode.BACKEND_NEEDS_LOGIN, "no session: " + e.getMessage(), e)
          : e;
    }
  }
}
