package dev.dowser.server.http;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/**
 * The running HTTP server. Its whole configuration is given here: no file and no environment
 * variable of the framework changes it.
 */
public final class HttpServer implements AutoCloseable {
  /**
   * Longer than any call may last: a client that takes JSON alone cannot be sent heartbeats, and
   * its pending call must not be cut.
   */
  private static final String IDLE = "1h";

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final McpEndpoints endpoints;

  private HttpServer(ApplicationContext context, EmbeddedServer server, McpEndpoints endpoints) {
    this.context = context;
    this.server = server;
    this.endpoints = endpoints;
  }

  /**
   * Starts to listen.
   *
   * @throws GatewayException if the address cannot be bound
   */
  public static HttpServer start(
      HttpSettings settings, McpEndpoints endpoints, Operations operations) {
    var context =
        ApplicationContext.builder()
            .properties(properties(settings))
            .singletons(settings, endpoints, operations)
            .banner(false)
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .start();
    try {
      var server = context.getBean(EmbeddedServer.class);
      server.start();
      return new HttpServer(context, server, endpoints);
    } catch (ServerStartupException e) {
      context.close();
      throw new GatewayException(
          ErrorCode.INTERNAL,
          "cannot listen on %s:%d; is another program using the port?"
              .formatted(settings.host(), settings.port()),
          e);
    }
  }

  /** The port bound. */
  public int port() {
    return server.getPort();
  }

  /** Ends the streams and stops to listen; answers under way are cut. */
  @Override
  public void close() {
    endpoints.close();
    context.close();
  }

  private static Map<String, Object> properties(HttpSettings settings) {
    return Map.of(
        "dowser.mcp-path",
        settings.path(),
        "micronaut.server.host",
        settings.host(),
        "micronaut.server.port",
        settings.port() == 0 ? -1 : settings.port(),
        "micronaut.server.max-request-size",
        settings.maxRequestBytes(),
        "micronaut.server.max-request-buffer-size",
        settings.maxRequestBytes(),
        "micronaut.server.idle-timeout",
        IDLE,
        // The framework's own check knows no list of origins; PeerFilter does it.
        "micronaut.server.cors.localhost-pass-through",
        true,
        "micronaut.server.netty.access-logger.enabled",
        false);
  }
}
