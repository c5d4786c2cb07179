package dev.dowser.server.http;

import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens and whom it lets in.
 *
 * @param host address to bind
 * @param port to bind, 0 for a free one
 * @param path of the main MCP endpoint, such as {@code /mcp}
 * @param allowedHosts values of {@code Host} beside loopback names: a name for any port, {@code
 *     name:port} for one
 * @param allowedOrigins values of {@code Origin} beside loopback ones, such as {@code
 *     https://tools.example.com}
 * @param maxRequestBytes longest body taken
 * @param adminToken bearer token of operators; without one, loopback peers are operators
 */
public record HttpSettings(
    String host,
    int port,
    String path,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    int maxRequestBytes,
    Optional<String> adminToken) {

  /** Copies the sets and checks the path. */
  public HttpSettings {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("server.path must begin with /, got " + path);
    }
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "HttpSettings[%s:%d%s]".formatted(host, port, path);
  }
}
