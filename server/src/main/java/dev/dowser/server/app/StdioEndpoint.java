package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import java.net.URI;

/** Where the gateway is. Thread-safe. */
interface StdioEndpoint {
  /** The endpoint as far as it is known. */
  URI url();

  /**
   * Finds the endpoint anew after {@code failed} refused a connection.
   *
   * @throws CommandFailed if there is no gateway and none can be started
   */
  URI renew(URI failed);

  /**
   * Finds the endpoint anew after an answer broke off. An owner that ends in good order still takes
   * connections for a moment.
   *
   * @throws CommandFailed if there is no gateway and none can be started
   */
  default URI renewAfterCut(URI cut) {
    return renew(cut);
  }

  /** Whether the tool of this exposed name says that it may be called twice; false if unknown. */
  boolean isRepeatable(URI url, String tool);
}
