package dev.dowser.server.session;

import java.util.Optional;
import java.util.Set;

/**
 * What the handshake settled; all that must outlive a restart of the gateway.
 *
 * @param revision the protocol revision
 * @param capabilities what the client serves
 * @param mode what it asked to see, if it asked
 */
public record Negotiated(
    Revision revision, Set<ClientCapability> capabilities, Optional<AskedMode> mode) {

  /** Copies the set. */
  public Negotiated {
    capabilities = Set.copyOf(capabilities);
  }
}
