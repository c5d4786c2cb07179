package dev.dowser.server.app;

import dev.dowser.server.http.HttpSettings;
import dev.dowser.server.http.McpEndpoints;
import dev.dowser.server.http.Operations;
import dev.dowser.server.mcp.McpEndpoint;
import org.jspecify.annotations.Nullable;

/** A way in for this process alone: nothing listens. */
final class DirectFront implements Front {
  private @Nullable McpEndpoints endpoints;
  private @Nullable Operations operations;

  @Override
  public Opened open(HttpSettings settings, McpEndpoints endpoints, Operations operations) {
    this.endpoints = endpoints;
    this.operations = operations;
    return new Opened(0, endpoints::close);
  }

  McpEndpoint endpoint() {
    return opened(endpoints).main();
  }

  Operations operations() {
    return opened(operations);
  }

  private static <T> T opened(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the gateway is not assembled yet");
    }
    return part;
  }
}
