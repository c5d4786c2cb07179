package dev.dowser.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the gateway listens and what it lets in.
 *
 * @param host name or address to bind to
 * @param port 0 picks a free one
 * @param path of the main MCP endpoint
 * @param allowedHosts accepted in the Host header beside loopback names, {@code host} or {@code
 *     host:port}
 * @param allowedOrigins accepted in the Origin header beside loopback ones, {@code
 *     scheme://host[:port]}
 * @param maxRequestBytes largest request body
 */
public record ServerSettings(
    String host,
    int port,
    String path,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    long maxRequestBytes) {

  /** 8 MB. */
  public static final long DEFAULT_MAX_REQUEST_BYTES = 8L << 20;

  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** Copies the lists. */
  public ServerSettings {
    if (host.isBlank() || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "expected a host and a port 0..65535, got \"%s\" and %d".formatted(host, port));
    }
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /** Loopback, port 4483. */
  public static ServerSettings defaults() {
    return new ServerSettings(
        "127.0.0.1", 4483, "/mcp", List.of(), List.of(), DEFAULT_MAX_REQUEST_BYTES);
  }

  /** Where the MCP endpoint of a virtual server is. */
  public String pathOf(String virtualServer) {
    return virtualServer.equals(GatewaySettings.MAIN) ? path : "/" + virtualServer + "/mcp";
  }

  /** Whether only this machine can connect. Decided by the text alone, nothing is resolved. */
  public boolean isLoopback() {
    var name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || LOOPBACK_V4.matcher(name).matches();
  }

  /** The same settings on another host. */
  public ServerSettings withHost(String other) {
    return new ServerSettings(other, port, path, allowedHosts, allowedOrigins, maxRequestBytes);
  }

  /** The same settings on another port. */
  public ServerSettings withPort(int other) {
    return new ServerSettings(host, other, path, allowedHosts, allowedOrigins, maxRequestBytes);
  }
}
