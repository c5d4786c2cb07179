package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;

/**
 * Finds out which of both HTTP transports a backend speaks
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#backwards-compatibility):
 * streamable HTTP first, and SSE if that is refused by a status that may mean it. What was found is
 * used until it fails.
 */
public final class ProbingConnector implements Connector {
  private final HttpConnector streamable;
  private final SseConnector sse;
  private volatile String found = "http";
  private volatile boolean sseWorks;

  /** A connector that chooses between two to the same backend. */
  public ProbingConnector(HttpConnector streamable, SseConnector sse) {
    this.streamable = streamable;
    this.sse = sse;
  }

  /** What was found last; {@code http} before anything was. */
  @Override
  public String transport() {
    return found;
  }

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    if (sseWorks) {
      return again(limit, listener);
    }
    var countdown = Countdown.of(limit);
    return switch (streamable.attempt(limit, listener)) {
      case Welcome.Greeted(var connection) -> {
        found = streamable.transport();
        yield connection;
      }
      case Welcome.OtherTransport(var fault) -> instead(fault, countdown, listener);
      case Welcome.Moved _ -> throw new IllegalStateException("redirects are followed");
    };
  }

  private Connection again(Duration limit, ConnectionListener listener) {
    try {
      return sse.connect(limit, listener);
    } catch (GatewayException e) {
      sseWorks = false;
      throw e;
    }
  }

  private Connection instead(
      GatewayException refusal, Countdown countdown, ConnectionListener listener) {
    try {
      var connection = sse.connect(countdown.left(), listener);
      found = sse.transport();
      sseWorks = true;
      return connection;
    } catch (GatewayException e) {
      throw new GatewayException(
          e.code(),
          "neither streamable HTTP ("
              + refusal.getMessage()
              + ") nor SSE ("
              + e.getMessage()
              + ") works at its url",
          e);
    }
  }
}
