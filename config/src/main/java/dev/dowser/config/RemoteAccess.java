package dev.dowser.config;

import java.util.Map;
import java.util.Optional;

/**
 * How an embedding server lets us in.
 *
 * @param headers sent with every request, a token among them
 * @param caBundle whom to trust instead of the authorities that the JDK knows
 */
public record RemoteAccess(Map<String, String> headers, Optional<CaBundle> caBundle) {

  /** Copies the map. */
  public RemoteAccess {
    headers = Map.copyOf(headers);
  }

  /** Leaves out the values of headers. */
  @Override
  public String toString() {
    return "RemoteAccess[headers=%s, caBundle=%s]".formatted(Masked.names(headers), caBundle);
  }
}
