package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.Connection;
import dev.dowser.server.fault.GatewayException;
import java.net.URI;

/** How the attempt to greet a backend ended, other than by an exception. */
sealed interface Welcome {

  record Greeted(Connection connection) implements Welcome {}

  /** It is to be found under another address of the same origin. */
  record Moved(URI to) implements Welcome {}

  /** It answers, but does not speak this transport. */
  record OtherTransport(GatewayException fault) implements Welcome {}
}
