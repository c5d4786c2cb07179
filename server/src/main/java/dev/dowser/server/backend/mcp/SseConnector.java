package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.http.HttpClient;
import java.time.Duration;

/** Speaks MCP over HTTP with SSE, the transport before streamable HTTP. */
public final class SseConnector implements Connector {
  private final BackendId backend;
  private final HttpSpec spec;
  private final HttpClient client;

  /**
   * A connector.
   *
   * @param client shared by backends, see {@link HttpClients}; not closed here
   */
  public SseConnector(BackendId backend, HttpSpec spec, HttpClient client) {
    this.backend = backend;
    this.spec = spec;
    this.client = client;
  }

  @Override
  public String transport() {
    return "sse";
  }

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    return switch (Redirects.follow(spec, limit, (at, left) -> attempt(at, left, listener))) {
      case Welcome.Greeted(var connection) -> connection;
      case Welcome.OtherTransport(var fault) -> throw fault;
      case Welcome.Moved _ -> throw new IllegalStateException("redirects are followed");
    };
  }

  private Welcome attempt(HttpSpec at, Duration limit, ConnectionListener listener) {
    var countdown = Countdown.of(limit);
    var gate = new ListenerGate(listener);
    var session = new RpcSession(backend, gate);
    var wire = new SseWire(session, at, client);
    try {
      return switch (wire.open(limit)) {
        case SseStream.Opening.Named _ ->
            new Welcome.Greeted(greeted(session, wire, gate, countdown));
        case SseStream.Opening.Refused(var fault) -> throw fault;
        case SseStream.Opening.Moved(var to) -> {
          wire.close();
          yield new Welcome.Moved(to);
        }
      };
    } catch (GatewayException e) {
      session.closed();
      wire.close();
      throw e;
    }
  }

  private static Connection greeted(
      RpcSession session, SseWire wire, ListenerGate gate, Countdown countdown) {
    try {
      var greeting = Greeting.exchange(session, wire, countdown.left());
      Greeting.awaitTaken(wire.tell(Greeting.INITIALIZED), countdown.left());
      var connection = new McpConnection(session, wire, () -> greeting);
      gate.open();
      return connection;
    } catch (GatewayException e) {
      throw wire.wantsLogin()
          ? new GatewayException(ErrorCode.BACKEND_NEEDS_LOGIN, "no session: " + e.getMessage(), e)
          : e;
    }
  }
}
