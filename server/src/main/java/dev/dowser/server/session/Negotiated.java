package dev.dowser.server.session;

import java.util.Set;

/**
 * What the handshake settled; all that must outlive a restart of the gateway.
 *
 * @param revision the protocol revision
 * @param capabilities what the client serves
 */
public record Negotiated(Revision revision, Set<ClientCapability> capabilities) {

  /** Copies the set. */
  public Negotiated {
    capabilities = Set.copyOf(capabilities);
  }
}
