package dev.dowser.server.app;

import dev.dowser.server.http.HttpServer;
import dev.dowser.server.http.HttpSettings;
import dev.dowser.server.http.McpEndpoints;
import dev.dowser.server.http.Operations;

/** Through what an assembled gateway is asked. */
@FunctionalInterface
interface Front {

  /** Opens the way in; the gateway closes it before what stands behind it. */
  Opened open(HttpSettings settings, McpEndpoints endpoints, Operations operations);

  /**
   * An open way in.
   *
   * @param port where it listens, 0 if it does not
   * @param end ends it
   */
  record Opened(int port, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** Listens for clients of other processes. */
  static Front http() {
    return (settings, endpoints, operations) -> {
      var server = HttpServer.start(settings, endpoints, operations);
      return new Opened(server.port(), server::close);
    };
  }
}
