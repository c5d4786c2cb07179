package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connector;
import java.time.Duration;

/**
 * How one backend is reached and how long it is waited for.
 *
 * @param id its name in the configuration
 * @param connector opens links to it
 * @param startTimeout for one attempt to connect, handshake included
 * @param callTimeout longest silence of a call; progress begins it anew
 */
public record BackendPlan(
    BackendId id, Connector connector, Duration startTimeout, Duration callTimeout) {

  /** Checks that both times are positive. */
  public BackendPlan {
    Positive.check("startTimeout", startTimeout);
    Positive.check("callTimeout", callTimeout);
  }

  boolean startsProcess() {
    return connector.transport().equals("stdio");
  }
}
