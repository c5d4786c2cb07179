package dev.dowser.server.http;

import dev.dowser.server.mcp.McpEndpoint;
import java.util.Map;
import java.util.Optional;

/**
 * The MCP endpoints of all virtual servers.
 *
 * @param main at the path of the settings
 * @param others each at {@code /NAME/mcp}
 */
public record McpEndpoints(McpEndpoint main, Map<String, McpEndpoint> others)
    implements AutoCloseable {

  /** Copies the map. */
  public McpEndpoints {
    others = Map.copyOf(others);
  }

  Optional<McpEndpoint> named(String virtualServer) {
    return Optional.ofNullable(others.get(virtualServer));
  }

  /** Ends all open streams. */
  @Override
  public void close() {
    main.close();
    others.values().forEach(McpEndpoint::close);
  }
}
