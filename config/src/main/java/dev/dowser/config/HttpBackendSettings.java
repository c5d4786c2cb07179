package dev.dowser.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A backend that is reached by HTTP.
 *
 * @param name unique name
 * @param url absolute http or https address without user information and fragment
 * @param headers sent with every request
 * @param transport how the backend speaks
 * @param caBundle whom to trust instead of the authorities that the JDK knows
 * @param limits bounds of this backend
 */
public record HttpBackendSettings(
    String name,
    URI url,
    Map<String, String> headers,
    HttpTransport transport,
    Optional<CaBundle> caBundle,
    BackendLimits limits)
    implements BackendSettings {

  /** Copies the map. */
  public HttpBackendSettings {
    headers = Map.copyOf(headers);
  }

  /** Leaves out the query and the values of headers: both may hold secrets. */
  @Override
  public String toString() {
    return "HttpBackendSettings[name=%s, url=%s, headers=%s, transport=%s, caBundle=%s, limits=%s]"
        .formatted(name, Masked.address(url), Masked.names(headers), transport, caBundle, limits);
  }
}
