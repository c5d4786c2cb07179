package dev.dowser.server.backend.mcp;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Scheme, host and port: what an address may be exchanged within without trusting anybody new. */
record Origin(String scheme, String host, int port) {

  static Origin of(URI uri) {
    var scheme = lower(uri.getScheme());
    var standard = scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, lower(uri.getHost()), uri.getPort() < 0 ? standard : uri.getPort());
  }

  private static String lower(String text) {
    return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
  }

  /**
   * The address that a reference means, seen from another
   * (https://www.rfc-editor.org/rfc/rfc3986#section-5.2).
   *
   * @throws IllegalArgumentException if it is not an address
   */
  static URI resolve(URI from, String reference) {
    if (reference.startsWith("?")) {
      // the JDK follows RFC 2396 here and drops the last segment of the path
      var whole = from.toString();
      var end = whole.indexOf('?');
      return URI.create((end < 0 ? whole : whole.substring(0, end)) + reference);
    }
    return from.resolve(reference);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
