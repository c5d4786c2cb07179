package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** Speaks MCP over streamable HTTP. */
public final class HttpConnector implements Connector {
  private final BackendId backend;
  private final HttpSpec spec;
  private final HttpClient client;

  /**
   * A connector.
   *
   * @param client shared by all backends, see {@link HttpClients}; not closed here
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
    return switch (attempt(limit, listener)) {
      case Welcome.Greeted(var connection) -> connection;
      case Welcome.OtherTransport(var fault) -> throw fault;
      case Welcome.Moved _ -> throw new IllegalStateException("redirects are followed");
    };
  }

  /** Like {@link #connect}, but tells apart that the backend may speak another transport. */
  Welcome attempt(Duration limit, ConnectionListener listener) {
    return Redirects.follow(spec, limit, (at, left) -> attempt(at, left, listener));
  }

  private Welcome attempt(HttpSpec at, Duration limit, ConnectionListener listener) {
    var gate = new ListenerGate(listener);
    var session = new RpcSession(backend, gate);
    var wire = new HttpWire(session, gate, at, client);
    try {
      var _ = wire.greet(limit);
    } catch (GatewayException e) {
      session.closed();
      wire.close();
      return notGreeted(e, wire.refusal());
    }
    var connection = new McpConnection(session, wire, wire::greeting);
    gate.open();
    return new Welcome.Greeted(connection);
  }

  private static Welcome notGreeted(GatewayException fault, Optional<Refusal> refusal) {
    if (refusal.isEmpty()) {
      throw fault;
    }
    var why = refusal.get();
    if (why.wantsLogin()) {
      throw new GatewayException(
          ErrorCode.BACKEND_NEEDS_LOGIN, "no session: " + fault.getMessage(), fault);
    }
    if (why.elsewhere().isPresent()) {
      return new Welcome.Moved(why.elsewhere().get());
    }
    if (why.mayMeanOtherTransport()) {
      return new Welcome.OtherTransport(fault);
    }
    throw fault;
  }
}
